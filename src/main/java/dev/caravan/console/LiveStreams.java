package dev.caravan.console;

import dev.caravan.platform.SessionsEnded;
import dev.caravan.sync.SyncNews;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The open streams. Only while an account has one is it looked whether something of it has changed. */
@Component
class LiveStreams {

    private static final int MOST = 400;
    private static final int MOST_OF_A_USER = 20;
    private static final int BEAT_EVERY = 8;
    /** Tells the pages that they are not cut off. */
    private static final String BEAT = "beat";

    /** @param user with its account */
    private record Reader(long accountId, String user) {}

    private final SyncNews news;
    private final Map<LiveStream, Reader> open = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, Object>> last = new HashMap<>();
    private int ticks;
    private volatile boolean closed;

    LiveStreams(SyncNews news) {
        this.news = news;
    }

    /** From now on the stream hears what changes. */
    synchronized void open(LiveStream stream, AsyncContext async, long accountId, String user) {
        async.addListener(new Ended(stream));
        open.put(stream, new Reader(accountId, user));
        last.computeIfAbsent(accountId, news::of);
    }

    /** Whether one more may be opened. */
    boolean hasRoom(long accountId, String user) {
        Reader reader = new Reader(accountId, user);
        return !closed
                && open.size() < MOST
                && open.values().stream().filter(reader::equals).count() < MOST_OF_A_USER;
    }

    /** Called at intervals: tells every page what has changed since the last time. */
    public synchronized void notifyPages() {
        Map<Long, List<LiveStream>> byAccount = open.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().accountId(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        last.keySet().retainAll(byAccount.keySet());
        boolean beats = ++ticks % BEAT_EVERY == 0;
        byAccount.forEach((account, streams) -> {
            List<String> events = new ArrayList<>(changed(account));
            if (beats) {
                events.add(BEAT);
            }
            if (!events.isEmpty()) {
                streams.forEach(stream -> stream.send(events));
            }
        });
    }

    private Set<String> changed(long account) {
        Map<String, Object> now = news.of(account);
        Map<String, Object> before = last.put(account, now);
        return before == null
                ? Set.of()
                : now.entrySet().stream()
                        .filter(topic -> !Objects.equals(topic.getValue(), before.get(topic.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    /** A person who may no longer sign in reads no further; another's browser opens a stream again. */
    @EventListener
    void end(SessionsEnded ended) {
        Reader gone = new Reader(ended.accountId(), ended.username());
        open.forEach((stream, reader) -> {
            if (reader.equals(gone)) {
                stream.end();
            }
        });
    }

    /** Otherwise the program would wait for them before it stops. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        List.copyOf(open.keySet()).forEach(LiveStream::end);
    }

    private final class Ended implements AsyncListener {

        private final LiveStream stream;

        Ended(LiveStream stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            stream.close();
            open.remove(stream);
        }

        /** The browser opens another one; whether the person may still read is looked up then. */
        @Override
        public void onTimeout(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // there is one start only
        }
    }
}
