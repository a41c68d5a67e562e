package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the holder of a key. Reads one row by its primary key for each request, so that other nodes need no
 * notification.
 */
@Component
class ApiKeys {

    private record Row(
            long id,
            long accountId,
            long userId,
            String name,
            Role role,
            Role userRole,
            byte[] hash,
            @Nullable Set<Long> connectionIds,
            @Nullable Instant expiresAt) {}

    private final Sql sql;
    private final Clock clock;

    ApiKeys(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The holder of a key; empty if it is wrong, revoked, expired, or its maker is disabled. */
    Optional<KeyHolder> find(String text) {
        return ApiKeyText.read(text)
                .flatMap(key -> row(key.id())
                        .filter(row -> MessageDigest.isEqual(row.hash(), key.hash()))
                        .filter(this::isValid)
                        .map(ApiKeys::holder));
    }

    private Optional<Row> row(long id) {
        return sql.statement("platform/find-api-key")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    private boolean isValid(Row row) {
        return row.expiresAt() == null || clock.instant().isBefore(row.expiresAt());
    }

    /** The holder may not do more than the key's maker may do now. */
    private static KeyHolder holder(Row row) {
        Role role = row.userRole().includes(row.role()) ? row.role() : row.userRole();
        String name = "key:" + row.name() + "#" + row.id();
        return new KeyHolder(
                row.id(), row.userId(), new Caller(row.accountId(), name, role, row.connectionIds()), row.expiresAt());
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getLong("user_id"),
                row.getString("name"),
                Role.of(row.getString("role")),
                Role.of(row.getString("user_role")),
                row.getBytes("hash"),
                ids(row.getArray("connection_ids")),
                ResultColumns.instant(row, "expires_at"));
    }

    static @Nullable Set<Long> ids(@Nullable Array array) throws SQLException {
        return array == null ? null : Set.of((Long[]) array.getArray());
    }
}
