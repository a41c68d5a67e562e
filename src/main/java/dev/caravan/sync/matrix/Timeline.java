package dev.caravan.sync.matrix;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.sync.matrix.TimelineEntry.Kind;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What happened to a product or a store, newest first: from the history, the audit log and the dead letters. */
@Component
class Timeline {

    /** So many stores of a product are looked at for who acted on them. */
    private static final Page.Request STORES = new Page.Request(1, 1_000);

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final MatrixStores stores;

    Timeline(Sql sql, TransactionTemplate transaction, MatrixStores stores) {
        this.sql = sql;
        this.transaction = transaction;
        this.stores = stores;
    }

    /** A page. @param next where the next one begins; null: this is the last */
    record Entries(List<TimelineEntry> data, @Nullable String next) {}

    private record Subject(
            Caller caller,
            @Nullable Long productId,
            @Nullable Long connectionId,
            List<String> targets,
            @Nullable Kind only) {

        boolean wants(Kind kind) {
            return only == null || only == kind;
        }
    }

    /** Of a product that the caller may read. A key that is limited to stores learns only of these. */
    Entries ofProduct(Caller caller, long productId, @Nullable Kind only, TimelineCursor cursor, int limit) {
        List<String> targets = new ArrayList<>();
        if (caller.connectionIds() == null) {
            targets.add("products/" + productId);
        }
        stores.page(caller, STORES)
                .data()
                .forEach(store -> targets.add("connections/" + store.id() + "/products/" + productId));
        return page(new Subject(caller, productId, null, targets, only), cursor, limit);
    }

    /** Of a store that the caller sees. */
    Entries ofStore(Caller caller, long connectionId, @Nullable Kind only, TimelineCursor cursor, int limit) {
        List<String> targets = List.of("connections/" + connectionId);
        return page(new Subject(caller, null, connectionId, targets, only), cursor, limit);
    }

    private Entries page(Subject subject, TimelineCursor cursor, int limit) {
        List<LinkedList<TimelineEntry>> records = Objects.requireNonNull(transaction.execute(status -> {
            sql.planEachTime();
            List<LinkedList<TimelineEntry>> found = new ArrayList<>();
            if (subject.wants(Kind.ATTEMPT)) {
                found.add(attempts(subject, cursor, limit));
            }
            if (subject.wants(Kind.ACTION)) {
                found.add(actions(subject, cursor, limit));
            }
            if (subject.wants(Kind.DEAD_LETTER)) {
                found.add(letters(subject, cursor, limit));
            }
            return found;
        }));
        List<TimelineEntry> entries = merge(records, limit);
        boolean more = records.stream().anyMatch(left -> !left.isEmpty());
        return new Entries(entries, more ? cursor.after(entries).text() : null);
    }

    /** The newest of all records, each in its own order; what is left stays in them. */
    private static List<TimelineEntry> merge(List<LinkedList<TimelineEntry>> records, int limit) {
        List<TimelineEntry> entries = new ArrayList<>();
        while (entries.size() < limit) {
            Optional<LinkedList<TimelineEntry>> newest = records.stream()
                    .filter(record -> !record.isEmpty())
                    .max(Comparator.comparing(record -> record.getFirst().at()));
            if (newest.isEmpty()) {
                break;
            }
            entries.add(newest.get().removeFirst());
        }
        return entries;
    }

    private LinkedList<TimelineEntry> attempts(Subject subject, TimelineCursor cursor, int limit) {
        return new LinkedList<>(of("sync/list-timeline-attempts", subject, limit)
                .param("beforeId", cursor.attempt())
                .query(TimelineEntry::readAttempt)
                .list());
    }

    private LinkedList<TimelineEntry> actions(Subject subject, TimelineCursor cursor, int limit) {
        return new LinkedList<>(sql.statement("sync/list-timeline-actions")
                .param("accountId", subject.caller.accountId())
                .param("connectionId", subject.connectionId)
                .param("targets", subject.targets.toArray(String[]::new))
                .param("beforeId", cursor.action())
                .param("limit", limit + 1)
                .query(TimelineEntry::readAction)
                .list());
    }

    private LinkedList<TimelineEntry> letters(Subject subject, TimelineCursor cursor, int limit) {
        return new LinkedList<>(of("sync/list-timeline-dead-letters", subject, limit)
                .param("beforeTime", Timestamp.from(cursor.letterAt()))
                .param("beforeId", cursor.letter())
                .query(TimelineEntry::readDeadLetter)
                .list());
    }

    /** One more than is shown says whether there is a next page. */
    private StatementSpec of(String statement, Subject subject, int limit) {
        return sql.statement(statement)
                .param("accountId", subject.caller.accountId())
                .param("only", subject.caller.onlyConnections())
                .param("productId", subject.productId)
                .param("connectionId", subject.connectionId)
                .param("limit", limit + 1);
    }
}
