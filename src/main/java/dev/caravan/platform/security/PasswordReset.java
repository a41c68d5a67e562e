package dev.caravan.platform.security;

import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets a new password for a user who has lost it, and makes sure that the account has an admin. */
final class PasswordReset {

    /** The user. @param role may be a higher one than before */
    record Done(String username, Role role) {}

    private record Row(long id, long accountId, String username, String role, boolean enabled) {}

    private final Sql sql;
    private final TransactionTemplate transaction;

    PasswordReset(Sql sql, TransactionTemplate transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    /** @return empty: there is no such user */
    Optional<Done> reset(String username, String password) {
        String hash = PasswordConfiguration.kinds().encode(password);
        return Optional.ofNullable(transaction.execute(
                status -> find(username).map(user -> let(user, hash)).orElse(null)));
    }

    private Optional<Row> find(String username) {
        return sql.statement("platform/find-user-to-recover")
                .param("username", username)
                .query(Row.class)
                .optional();
    }

    private Done let(Row user, String hash) {
        UserTable users = new UserTable(sql);
        users.lockAccount(user.accountId());
        boolean leaderless = users.otherAdmins(user.accountId(), user.id()) == 0;
        Role role = leaderless ? Role.ADMIN : Role.of(user.role());
        sql.statement("platform/recover-user")
                .param("accountId", user.accountId())
                .param("id", user.id())
                .param("passwordHash", hash)
                .param("role", role.word())
                .update();
        if (sql.statement("platform/find-session-table").query(Boolean.class).single()) {
            sql.statement("platform/end-sessions-of-user")
                    .param("username", user.username())
                    .update();
        }
        sql.statement("platform/add-audit-entry")
                .param("accountId", user.accountId())
                .param("at", Timestamp.from(Instant.now()))
                .param("who", "reset-password")
                .param("from", "")
                .param("action", "reset-password")
                .param("target", "users/" + user.id())
                .param("outcome", "done")
                .param("status", null)
                .param("count", null)
                .param("before", "{\"role\":\"" + user.role() + "\",\"enabled\":" + user.enabled() + "}")
                .param("after", "{\"role\":\"" + role.word() + "\",\"enabled\":true,\"password\":\"changed\"}")
                .update();
        return new Done(user.username(), role);
    }
}
