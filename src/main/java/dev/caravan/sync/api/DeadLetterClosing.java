package dev.caravan.sync.api;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.DeadlockRetry;
import dev.caravan.sync.claim.StoreRoutes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays or discards the open dead letters that match, in portions that are committed one by one. So many letters
 * need no more memory than few, and after an interruption the same call closes the rest.
 */
@Component
class DeadLetterClosing {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterClosing.class);
    private static final int PORTION = 1_000;
    /**
     * The log line lists so many ids at most, otherwise the first and the last one; each letter's row records who
     * closed it anyway.
     */
    private static final int MOST_NAMED = 20;

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final StoreRoutes routes;
    private final Clock clock;

    DeadLetterClosing(Sql sql, TransactionTemplate transaction, StoreRoutes routes, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.routes = routes;
        this.clock = clock;
    }

    /** What a user does with letters. */
    enum Action {
        /** The product is pending for its store again, with its newest state. */
        REPLAY("replayed"),
        /** Nothing is done, and the product is no longer in error. */
        DISCARD("discarded");

        private final String state;

        Action(String state) {
            this.state = state;
        }

        String state() {
            return state;
        }
    }

    /** @param unlinked replayed letters among them whose product is no longer linked: nothing is pending for them */
    record Closed(long count, long unlinked) {

        Closed plus(Closed more) {
            return new Closed(count + more.count, unlinked + more.unlinked);
        }
    }

    private record Letter(long id, @Nullable Long rowId) {}

    private record Portion(List<Letter> seen, List<Letter> closed, List<Long> connections) {

        boolean isFull() {
            return seen.size() == PORTION;
        }

        long lastId() {
            return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).id();
        }
    }

    /** Closes all that match. @param urgency of the pending products: 0 if a user waits for them, 1 for many at once */
    Closed close(Action action, Caller caller, DeadLetterFilter filter, int urgency) {
        long upTo = sql.statement("sync/find-newest-dead-letter")
                .param("accountId", caller.accountId())
                .query(Long.class)
                .single();
        Closed all = new Closed(0, 0);
        Portion portion = new Portion(List.of(), List.of(), List.of());
        do {
            portion = next(action, caller, filter, urgency, portion.lastId(), upTo);
            all = all.plus(told(action, caller, portion));
        } while (portion.isFull());
        return all;
    }

    /** Closes one. @return none if it is not there or not open */
    Closed close(Action action, Caller caller, long id, int urgency) {
        return told(action, caller, next(action, caller, DeadLetterFilter.one(id), urgency, 0, id));
    }

    private Closed told(Action action, Caller caller, Portion portion) {
        report(action, caller, portion.closed());
        portion.connections().forEach(routes::wake);
        long unlinked = action != Action.REPLAY
                ? 0
                : portion.closed().stream()
                        .filter(letter -> letter.rowId() == null)
                        .count();
        return new Closed(portion.closed().size(), unlinked);
    }

    private Portion next(Action action, Caller caller, DeadLetterFilter filter, int urgency, long after, long upTo) {
        return DeadlockRetry.retry(
                "Closing dead letters",
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    List<Letter> seen = filter.bind(sql.statement("sync/lock-dead-rows"))
                            .param("accountId", caller.accountId())
                            .param("only", caller.onlyConnections())
                            .param("after", after)
                            .param("upTo", upTo)
                            .param("portion", PORTION)
                            .query(Letter.class)
                            .list();
                    if (seen.isEmpty()) {
                        return new Portion(seen, List.of(), List.of());
                    }
                    Instant now = clock.instant();
                    List<Letter> closed = closed(action, caller, seen, now);
                    return new Portion(seen, closed, settle(action, closed, urgency, now));
                })));
    }

    private List<Letter> closed(Action action, Caller caller, List<Letter> seen, Instant now) {
        var columns = new Columns<>(seen);
        Set<Long> ids = new HashSet<>(sql.statement("sync/close-dead-letters")
                .param("ids", columns.longs(Letter::id))
                .param("states", columns.texts(letter -> state(action, letter)))
                .param("closedBy", caller.username())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .list());
        return seen.stream().filter(letter -> ids.contains(letter.id())).toList();
    }

    private static String state(Action action, Letter letter) {
        boolean nothingToReplay = action == Action.REPLAY && letter.rowId() == null;
        return nothingToReplay ? "resolved" : action.state();
    }

    /** @return the stores to wake */
    private List<Long> settle(Action action, List<Letter> closed, int urgency, Instant now) {
        var linked = new Columns<>(
                closed.stream().filter(letter -> letter.rowId() != null).toList());
        if (linked.rows().isEmpty()) {
            return List.of();
        }
        if (action == Action.REPLAY) {
            return sql.statement("sync/mark-dead-rows-pending")
                    .param("rowIds", linked.longs(Letter::rowId))
                    .param("urgency", urgency)
                    .param("now", Timestamp.from(now))
                    .query(Long.class)
                    .list();
        }
        sql.statement("sync/clear-dead-rows")
                .param("rowIds", linked.longs(Letter::rowId))
                .param("now", Timestamp.from(now))
                .update();
        return List.of();
    }

    private static void report(Action action, Caller caller, List<Letter> closed) {
        if (closed.isEmpty()) {
            return;
        }
        List<Long> ids = closed.stream().map(Letter::id).toList();
        String named = ids.size() <= MOST_NAMED ? ids.toString() : ids.get(0) + " to " + ids.get(ids.size() - 1);
        log.info("{} dead letter(s) {} by {}: {}", ids.size(), action.state(), caller.username(), named);
    }
}
