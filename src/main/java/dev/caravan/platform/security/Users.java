package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * The users who may sign in. A disabled user is not found, like one who does not exist. A user is read again after
 * two seconds at the latest, and at once after a change on this node.
 */
@Component
class Users implements UserDetailsService, UserDetailsPasswordService {

    private record Row(long id, long accountId, String username, String role, String passwordHash) {}

    private final Sql sql;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<String, Row> recent = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    Users(Sql sql) {
        this.sql = sql;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        String name = username.toLowerCase(Locale.ROOT);
        Row row = recent.getIfPresent(name);
        if (row == null) {
            long before = changes.get();
            row = read(username); // outside of the cache: during an outage one caller would wait for the other
            if (row == null) {
                throw new UsernameNotFoundException("unknown user");
            }
            remember(name, row, before);
        }
        return new CaravanUser(row.id, new Caller(row.accountId, row.username, Role.of(row.role)), row.passwordHash);
    }

    /** A row that was read before a change is not cached after it. */
    private synchronized void remember(String name, Row row, long before) {
        if (changes.get() == before) {
            recent.put(name, row);
        }
    }

    @EventListener
    synchronized void forget(UserChanged change) {
        changes.incrementAndGet();
        recent.invalidate(change.username().toLowerCase(Locale.ROOT));
    }

    /** Called after a successful sign-in whose hash is of an older kind. */
    @Override
    public UserDetails updatePassword(UserDetails user, @Nullable String renewed) {
        if (!(user instanceof CaravanUser known) || renewed == null) {
            return user;
        }
        sql.statement("platform/renew-password-hash")
                .param("id", known.id())
                .param("old", user.getPassword())
                .param("renewed", renewed)
                .update();
        forget(new UserChanged(known.caller().accountId(), known.id(), known.getUsername(), UserChanged.Kind.RENEWED));
        return new CaravanUser(known.id(), known.caller(), renewed);
    }

    private @Nullable Row read(String username) {
        return sql.statement("platform/find-user")
                .param("username", username)
                .query(Row.class)
                .optional()
                .orElse(null);
    }

    /** Whether this is the first start: there are no users yet. */
    boolean none() {
        return sql.statement("platform/count-users").query(Long.class).single() == 0;
    }

    /** Creates the first account with its admin. */
    void createFirst(String username, String passwordHash) {
        sql.statement("platform/create-first-account")
                .param("username", username)
                .param("passwordHash", passwordHash)
                .update();
    }
}
