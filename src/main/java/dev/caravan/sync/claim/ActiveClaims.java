package dev.caravan.sync.claim;

import dev.caravan.platform.Sql;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.SyncSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The claims that are held by deliveries of this process, and their heartbeat. Once Caravan stops, no further claim
 * is made; calls that are under way may finish (Camel waits for them).
 */
@Component
public class ActiveClaims {

    private static final Logger log = LoggerFactory.getLogger(ActiveClaims.class);

    private static final int FRAMES = 12;

    private final Sql sql;
    private final Clock clock;
    private final Duration lease;
    private final Duration longestCall;
    private final LongSupplier nanos;
    /** By token. */
    private final Map<UUID, Sign> seen = new ConcurrentHashMap<>();

    /** Stores whose delivery makes no progress, and whose route has not been replaced yet. */
    private final Set<Long> stuck = ConcurrentHashMap.newKeySet();

    /** Batches that could not be settled: no delivery holds their claims any more. */
    private final Set<UUID> letGo = ConcurrentHashMap.newKeySet();

    private final Set<Long> closed = ConcurrentHashMap.newKeySet();
    /** When the heartbeat last ran, by the monotonic clock. */
    private final AtomicLong looked;

    private volatile boolean stopping;

    /**
     * A sign that a delivery makes progress.
     *
     * @param at by the monotonic clock
     * @param calling whether it has reached a call
     */
    private record Sign(long connectionId, Thread thread, long at, boolean calling) {

        Sign at(long later) {
            return new Sign(connectionId, thread, later, calling);
        }

        /** Where its thread is now. An operator needs this to find out why the delivery makes no progress. */
        String where() {
            return Stream.of(thread.getStackTrace())
                    .limit(FRAMES)
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining(" < "));
        }
    }

    @Autowired
    public ActiveClaims(Sql sql, Clock clock, SyncSettings settings, StoreCallSettings calls) {
        this(sql, clock, settings, calls, System::nanoTime);
    }

    /** @param nanos the monotonic clock */
    public ActiveClaims(Sql sql, Clock clock, SyncSettings settings, StoreCallSettings calls, LongSupplier nanos) {
        this.nanos = nanos;
        this.sql = sql;
        this.clock = clock;
        this.lease = settings.lease();
        this.longestCall = calls.longestCall();
        this.looked = new AtomicLong(nanos.getAsLong());
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    public boolean stopping() {
        return stopping;
    }

    /** Whether no further claim on this store may be made now. */
    public boolean stopping(long connectionId) {
        return stopping || closed.contains(connectionId);
    }

    /** Prevents further claims on a store: its route is being removed, and a delivery under way ends with its call. */
    void close(long connectionId) {
        closed.add(connectionId);
    }

    void open(long connectionId) {
        closed.remove(connectionId);
    }

    /** A delivery begins, or has made progress; called by its own thread. */
    public void add(long connectionId, UUID token) {
        Thread thread = Thread.currentThread();
        long now = nanos.getAsLong();
        seen.compute(token, (key, before) -> new Sign(connectionId, thread, now, before != null && before.calling()));
    }

    /** Whether a delivery is known to have reached a call. */
    boolean isCalling(UUID token) {
        Sign sign = seen.get(token);
        return sign != null && sign.calling();
    }

    /** A delivery has reached a call, and its claim says so. */
    void calling(UUID token) {
        seen.computeIfPresent(token, (key, sign) -> new Sign(sign.connectionId(), sign.thread(), sign.at(), true));
    }

    public void remove(UUID token) {
        seen.remove(token);
    }

    /** A batch ended without a settlement: its claim is taken back as soon as the database can be written to. */
    public void letGo(UUID token) {
        seen.remove(token);
        letGo.add(token);
    }

    public String[] letGo() {
        return texts(letGo);
    }

    /** These claims have been taken back, except those of which rows are left. */
    void takenBack(String[] tokens, List<String> left) {
        for (String token : tokens) {
            if (!left.contains(token)) {
                letGo.remove(UUID.fromString(token));
            }
        }
    }

    /** Renews the leases of the claims that are held; called by a timer. */
    public void renew() {
        String[] tokens = alive();
        if (tokens.length > 0) {
            sql.statement("sync/renew-claims")
                    .param("tokens", tokens)
                    .param("leaseUntil", Timestamp.from(clock.instant().plus(lease)))
                    .update();
        }
    }

    /**
     * The claims that are held. Left out are those whose delivery has made no progress for longer than a call can
     * take: its thread died, or never ends.
     */
    public String[] alive() {
        forgivePause();
        long longest = longestCall.plus(lease).toNanos();
        seen.forEach((token, sign) -> {
            if (nanos.getAsLong() - sign.at() > longest && seen.remove(token, sign)) {
                log.error(
                        "The delivery of batch {} to connection {} has made no progress for {}; its products are given back,"
                                + " and count it as a holder that vanished. It is at {}",
                        token,
                        sign.connectionId(),
                        longestCall.plus(lease),
                        sign.where());
                stuck.add(sign.connectionId());
            }
        });
        return texts(seen.keySet());
    }

    /**
     * If the whole process was suspended (stopped, or its machine moved), no delivery could make progress, so each
     * gets its full time again.
     */
    private void forgivePause() {
        long now = nanos.getAsLong();
        if (now - looked.getAndSet(now) > lease.toNanos()) {
            seen.replaceAll((token, sign) -> sign.at(now));
        }
    }

    /** Stores whose delivery was found to make no progress since the last call of this method. */
    public Set<Long> takeStuck() {
        Set<Long> taken = Set.copyOf(stuck);
        stuck.removeAll(taken);
        return taken;
    }

    private static String[] texts(Set<UUID> tokens) {
        return tokens.stream().map(UUID::toString).toArray(String[]::new);
    }
}
