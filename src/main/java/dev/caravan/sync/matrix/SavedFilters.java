package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Filters of the console's pages that a person keeps; a viewer as well, because nobody else sees them. */
@Component
class SavedFilters {

    private static final int MOST = 50;
    /** Names of sign-ins come and go, and their filters stay. */
    private static final int MOST_OF_ACCOUNT = 2_000;

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;

    SavedFilters(Sql sql, TransactionTemplate transaction, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    record SavedFilter(long id, String page, String name, String query, Instant createdAt) {}

    private record Counts(long own, long allOfAccount) {}

    private record Gone(String page, String name, String query) {}

    /** Of the caller, by name. @param of only those of this page of the console; null: all */
    Page<SavedFilter> list(Caller caller, @Nullable String of, Page.Request request) {
        return Page.read(
                        request,
                        rows -> sql.statement("sync/list-saved-filters")
                                .param("accountId", caller.accountId())
                                .param("owner", caller.username())
                                .param("page", of)
                                .param("limit", rows.limit())
                                .param("offset", rows.offset())
                                .query(Listed.class)
                                .list(),
                        Listed::total)
                .map(Listed::filter);
    }

    private record Listed(long id, String page, String name, String query, Instant createdAt, long total) {

        SavedFilter filter() {
            return new SavedFilter(id, page, name, query, createdAt);
        }
    }

    /** @throws ApiException 409 if the caller has one of this name, or too many */
    SavedFilter save(Caller caller, SavedFilterBody body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Objects.requireNonNull(transaction.execute(status -> {
            checkRoom(caller);
            long id = sql.statement("sync/insert-saved-filter")
                    .param("accountId", caller.accountId())
                    .param("owner", caller.username())
                    .param("page", body.page())
                    .param("name", body.name())
                    .param("query", body.query())
                    .param("now", Timestamp.from(now))
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() -> ApiException.conflict(
                            "You have a filter of this name already: choose another name, or delete that one"));
            audit.target("saved-filters/" + id);
            audit.changed(new AuditChanges()
                    .member("page", null, body.page())
                    .member("name", null, body.name())
                    .member("query", null, body.query()));
            return new SavedFilter(id, body.page(), body.name(), body.query(), now);
        }));
    }

    /** Two at the same moment may both find room for one: the bounds are exact to the callers at a time. */
    private void checkRoom(Caller caller) {
        Counts counts = sql.statement("sync/count-saved-filters")
                .param("accountId", caller.accountId())
                .param("owner", caller.username())
                .query(Counts.class)
                .single();
        if (counts.own() >= MOST) {
            throw ApiException.conflict("You have " + MOST + " saved filters, which is the most; delete one first");
        }
        if (counts.allOfAccount() >= MOST_OF_ACCOUNT) {
            throw ApiException.conflict(
                    "The account has " + MOST_OF_ACCOUNT + " saved filters, which is the most; delete some first");
        }
    }

    /** @throws ApiException 404 for that of another person */
    void delete(Caller caller, long id) {
        transaction.executeWithoutResult(status -> {
            Gone gone = sql.statement("sync/delete-saved-filter")
                    .param("accountId", caller.accountId())
                    .param("owner", caller.username())
                    .param("id", id)
                    .query(Gone.class)
                    .optional()
                    .orElseThrow(() -> ApiException.notFound("Saved filter", id));
            audit.changed(new AuditChanges()
                    .member("page", gone.page(), null)
                    .member("name", gone.name(), null)
                    .member("query", gone.query(), null));
        });
    }
}
