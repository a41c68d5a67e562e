package dev.caravan.platform.security;

import dev.caravan.platform.Page;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table of users, within one account each. */
@Component
class UserTable {

    private record Listed(UserView user, long total) {}

    private final Sql sql;

    UserTable(Sql sql) {
        this.sql = sql;
    }

    void lockAccount(long accountId) {
        sql.statement("platform/lock-account")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
    }

    Page<UserView> page(long accountId, Page.Request page) {
        return Page.read(
                        page,
                        rows -> sql.statement("platform/list-users")
                                .param("accountId", accountId)
                                .param("limit", rows.limit())
                                .param("offset", rows.offset())
                                .query((row, n) -> new Listed(read(row), row.getLong("total")))
                                .list(),
                        Listed::total)
                .map(Listed::user);
    }

    Optional<UserView> find(long accountId, long id) {
        return sql.statement("platform/show-user")
                .param("accountId", accountId)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    long count(long accountId) {
        return sql.statement("platform/count-users-of-account")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
    }

    long insert(long accountId, String username, String passwordHash, Role role, Instant now) {
        return sql.statement("platform/insert-user")
                .param("accountId", accountId)
                .param("username", username)
                .param("passwordHash", passwordHash)
                .param("role", role.word())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void update(long accountId, UserView user) {
        sql.statement("platform/update-user")
                .param("accountId", accountId)
                .param("id", user.id())
                .param("role", user.role().word())
                .param("enabled", user.enabled())
                .update();
    }

    void delete(long accountId, long id) {
        sql.statement("platform/delete-user")
                .param("accountId", accountId)
                .param("id", id)
                .update();
    }

    /** Enabled admins besides this user. */
    long otherAdmins(long accountId, long id) {
        return sql.statement("platform/count-other-admins")
                .param("accountId", accountId)
                .param("id", id)
                .query(Long.class)
                .single();
    }

    Optional<String> passwordHash(long accountId, long id) {
        return sql.statement("platform/find-password-hash")
                .param("accountId", accountId)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    void setPassword(long accountId, long id, String passwordHash) {
        sql.statement("platform/update-password")
                .param("accountId", accountId)
                .param("id", id)
                .param("passwordHash", passwordHash)
                .update();
    }

    private static UserView read(ResultSet row) throws SQLException {
        return new UserView(
                row.getLong("id"),
                row.getString("username"),
                Role.of(row.getString("role")),
                row.getBoolean("enabled"),
                row.getTimestamp("created_at").toInstant(),
                ResultColumns.instant(row, "last_sign_in_at"));
    }
}
