package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates, lists and revokes the API keys of an account. A key may not do more than its maker, which is a user or
 * another key.
 */
@Component
class ApiKeyService {

    static final int MOST_KEYS = 100;

    /** @param createdBy the user @param lastUsedAt exact to a minute */
    record Shown(
            long id,
            String name,
            Role role,
            @Nullable List<Long> connectionIds,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** @param key shown this once */
    record Created(
            long id,
            String name,
            Role role,
            String key,
            @Nullable List<Long> connectionIds,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "Created[id=" + id + "]";
        }
    }

    private record Listed(Shown key, long total) {}

    private final Sql sql;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;

    ApiKeyService(Sql sql, TransactionTemplate transaction, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    Page<Shown> list(Caller caller, Page.Request page) {
        return Page.read(page, rows -> read(caller, null, rows), Listed::total).map(Listed::key);
    }

    /**
     * @param maker the caller @throws ApiException 403 for more rights than the maker has, 409 if there are too many
     * keys
     */
    Created create(Caller caller, SignedIn maker, ApiKeyBody body) {
        Instant now = clock.instant();
        Role role = Role.of(body.role());
        if (!caller.role().includes(role)) {
            throw ApiException.forbidden("A key may have your own role at most, which is "
                    + caller.role().word());
        }
        Long userId = maker.userId();
        if (userId == null) {
            throw ApiException.forbidden("A key belongs to a user of Caravan: sign in as one to make it");
        }
        Instant end = end(maker, body, now);
        List<Long> connections = connections(caller, body.connectionIds());
        return inOrder(caller, () -> {
            if (count(caller) >= MOST_KEYS) {
                throw ApiException.conflict("An account has " + MOST_KEYS + " keys at most; revoke one first");
            }
            ApiKeyText key = ApiKeyText.random(
                    sql.statement("platform/take-api-key-id").query(Long.class).single());
            sql.statement("platform/insert-api-key")
                    .param("id", key.id())
                    .param("accountId", caller.accountId())
                    .param("userId", userId)
                    .param("name", body.name())
                    .param("role", role.word())
                    .param("hash", key.hash())
                    .param("connectionIds", connections == null ? null : connections.toArray(Long[]::new))
                    .param("now", Timestamp.from(now))
                    .param("expiresAt", end == null ? null : Timestamp.from(end))
                    .update();
            audit.target("api-keys/" + key.id());
            audit.changed(new AuditChanges()
                    .member("name", null, body.name())
                    .member("role", null, role.word())
                    .member("connectionIds", null, connections)
                    .member("expiresAt", null, end));
            return new Created(key.id(), body.name(), role, key.text(), connections, now, end);
        });
    }

    void revoke(Caller caller, long id) {
        Shown gone = find(caller, id).orElseThrow(() -> ApiException.notFound("API key", id));
        audit.changed(new AuditChanges()
                .member("name", gone.name(), null)
                .member("role", gone.role().word(), null)
                .member("createdBy", gone.createdBy(), null));
        transaction.executeWithoutResult(status -> sql.statement("platform/delete-api-key")
                .param("accountId", caller.accountId())
                .param("id", id)
                .update());
    }

    private Optional<Shown> find(Caller caller, long id) {
        return read(caller, id, Page.Request.of(1, 1)).stream().findFirst().map(Listed::key);
    }

    /** A key with an end creates no key that outlives it. */
    private static @Nullable Instant end(SignedIn maker, ApiKeyBody body, Instant now) {
        Instant end = body.end(now);
        Instant last = maker instanceof KeyHolder holder ? holder.expiresAt() : null;
        if (last != null && (end == null || end.isAfter(last))) {
            throw ApiException.invalid("expiresAt", "must not be later than that of the key that you use, " + last);
        }
        return end;
    }

    private @Nullable List<Long> connections(Caller caller, @Nullable Collection<Long> wanted) {
        if (wanted == null) {
            return null;
        }
        List<Long> ids = List.copyOf(new TreeSet<>(wanted));
        List<Long> missing = sql.statement("platform/find-missing-connections")
                .param("accountId", caller.accountId())
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
        if (!missing.isEmpty()) {
            throw ApiException.invalid("connectionIds", "has " + missing.get(0) + ", which does not exist");
        }
        return ids;
    }

    private long count(Caller caller) {
        return sql.statement("platform/count-api-keys")
                .param("accountId", caller.accountId())
                .query(Long.class)
                .single();
    }

    private <T> T inOrder(Caller caller, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            sql.statement("platform/lock-account")
                    .param("accountId", caller.accountId())
                    .query(Long.class)
                    .single();
            return work.get();
        }));
    }

    private List<Listed> read(Caller caller, @Nullable Long id, Page.Request page) {
        return sql.statement("platform/list-api-keys")
                .param("accountId", caller.accountId())
                .param("id", id)
                .param("limit", page.limit())
                .param("offset", page.offset())
                .query((row, n) -> new Listed(shown(row), row.getLong("total")))
                .list();
    }

    private static Shown shown(ResultSet row) throws SQLException {
        Collection<Long> connections = ApiKeys.ids(row.getArray("connection_ids"));
        return new Shown(
                row.getLong("id"),
                row.getString("name"),
                Role.of(row.getString("role")),
                connections == null ? null : List.copyOf(new TreeSet<>(connections)),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                ResultColumns.instant(row, "expires_at"),
                ResultColumns.instant(row, "last_used_at"));
    }
}
