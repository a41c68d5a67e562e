package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides before a password is looked at whether it may be looked at now, see docs/adr/0009. Strangers wait by user and address,
 * by address, and by user; a user at an address that has signed in before waits for own mistakes only. State of this node.
 */
@Component
class SignInGuard {

    private static final Duration FIRST = Duration.ofSeconds(1);
    /** Where a user has signed in before and has just been verified, wrong passwords are compared at no cost: bounded so. */
    private static final int COMPARISONS_A_DAY = 50_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KnownNetworks known;
    private final GrowingDelay byPair;
    private final GrowingDelay byNetwork;
    private final GrowingDelay byWideNetwork;
    private final GrowingDelay byUser;
    private final GrowingDelay byKnownPair;
    private final Cache<String, Bucket> comparisons =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final HashShare strangers;
    private final HashShare acquainted;

    @Autowired
    SignInGuard(KnownNetworks known) {
        this(known, Ticker.systemTicker(), Runtime.getRuntime().availableProcessors());
    }

    SignInGuard(KnownNetworks known, Ticker ticker, int processors) {
        this.known = known;
        byPair = new GrowingDelay(5, FIRST, Duration.ofMinutes(15), 100_000, ticker);
        byNetwork = new GrowingDelay(20, FIRST, Duration.ofMinutes(1), 50_000, ticker);
        byWideNetwork = new GrowingDelay(60, FIRST, Duration.ofSeconds(30), 50_000, ticker);
        byUser = new GrowingDelay(50, FIRST, Duration.ofSeconds(90), 10_000, ticker);
        byKnownPair = new GrowingDelay(10, FIRST, Duration.ofMinutes(5), 10_000, ticker);
        strangers = new HashShare(HashShare.half(processors), PATIENCE);
        acquainted = new HashShare(HashShare.half(processors), PATIENCE);
    }

    /** An attempt that may go on; one of its ends is called once. */
    interface Attempt {

        /** The password was right. */
        default void right() {}

        /** The password was wrong, or there is no such user: it was counted at its start. */
        default void wrong() {}

        /** It could not be looked at. */
        default void broken() {}
    }

    /**
     * Begins an attempt.
     *
     * @param verified tells whether this very password was found right a moment ago, at no cost
     * @throws TooManySignInsException if it may not be looked at now
     */
    Attempt begin(String username, Network network, BooleanSupplier verified) {
        String user = username.toLowerCase(Locale.ROOT);
        if (known.remembers(username, network)) {
            return beginKnown(username, user, network, verified);
        }
        Duration wait = beginStranger(user, network);
        if (wait.isZero()) {
            Attempt attempt = new Stranger(username, user, network);
            return placed(attempt, strangers);
        }
        if (known.has(username, network)) {
            return beginKnown(username, user, network, verified);
        }
        throw new TooManySignInsException(wait);
    }

    /** A wrong API key, which is no guess worth a hash, but counts for its address. @return how long to wait; may be zero */
    Duration wrongKey(Network network) {
        return byNetwork.begin(network.name());
    }

    private Attempt beginKnown(String username, String user, Network network, BooleanSupplier verified) {
        String pair = pair(user, network);
        Bucket comparing = comparisons.get(pair, key -> comparing());
        if (comparing.getAvailableTokens() > 0 && verified.getAsBoolean()) {
            return new Verified();
        }
        comparing.tryConsume(1);
        Duration wait = byKnownPair.begin(pair);
        if (!wait.isZero()) {
            throw new TooManySignInsException(wait);
        }
        return placed(new Acquainted(username, pair, network), acquainted);
    }

    private static Bucket comparing() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(COMPARISONS_A_DAY)
                        .refillGreedy(COMPARISONS_A_DAY, Duration.ofDays(1))
                        .build())
                .withNanosecondPrecision()
                .build();
    }

    private Duration beginStranger(String user, Network network) {
        String pair = pair(user, network);
        Duration wait = byPair.begin(pair);
        if (!wait.isZero()) {
            return wait;
        }
        wait = byNetwork.begin(network.name());
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            return wait;
        }
        wait = byWideNetwork.begin(network.wide());
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            byNetwork.takeBack(network.name());
            return wait;
        }
        wait = byUser.begin(user);
        if (!wait.isZero()) {
            byPair.takeBack(pair);
            byNetwork.takeBack(network.name());
            byWideNetwork.takeBack(network.wide());
        }
        return wait;
    }

    private static Attempt placed(Attempt attempt, HashShare share) {
        if (share.enter()) {
            return new Placed(attempt, share);
        }
        attempt.broken();
        throw new TooManySignInsException(PATIENCE);
    }

    private static String pair(String user, Network network) {
        return network.name() + " " + user;
    }

    /** Was found right a moment ago: nothing is counted and nothing computed. */
    private record Verified() implements Attempt {}

    /** Has a place among the hashes. */
    private record Placed(Attempt attempt, HashShare share) implements Attempt {
        @Override
        public void right() {
            share.leave();
            attempt.right();
        }

        @Override
        public void wrong() {
            share.leave();
            attempt.wrong();
        }

        @Override
        public void broken() {
            share.leave();
            attempt.broken();
        }
    }

    private final class Acquainted implements Attempt {
        private final String username;
        private final String pair;
        private final Network network;

        Acquainted(String username, String pair, Network network) {
            this.username = username;
            this.pair = pair;
            this.network = network;
        }

        @Override
        public void right() {
            byKnownPair.forget(pair);
            known.add(username, network);
        }

        @Override
        public void broken() {
            byKnownPair.takeBack(pair);
        }
    }

    private final class Stranger implements Attempt {
        private final String username;
        private final String user;
        private final Network network;

        Stranger(String username, String user, Network network) {
            this.username = username;
            this.user = user;
            this.network = network;
        }

        @Override
        public void right() {
            broken();
            byPair.forget(pair(user, network));
            known.add(username, network);
        }

        @Override
        public void broken() {
            byPair.takeBack(pair(user, network));
            byNetwork.takeBack(network.name());
            byWideNetwork.takeBack(network.wide());
            byUser.takeBack(user);
        }
    }
}
