package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The users of the API. A user is read again after ten seconds at the latest. */
@Component
class Users implements UserDetailsService {

    private record Row(long accountId, String username, String role, String passwordHash) {}

    private final Sql sql;
    private final Cache<String, Row> recent = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    Users(Sql sql) {
        this.sql = sql;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        Row row = recent.getIfPresent(username);
        if (row == null) {
            row = read(username); // not inside of the cache: while the database is away, one would wait for the other
            if (row == null) {
                throw new UsernameNotFoundException("unknown user");
            }
            recent.put(username, row);
        }
        return new CaravanUser(new Caller(row.accountId, row.username, Role.of(row.role)), row.passwordHash);
    }

    private @Nullable Row read(String username) {
        return sql.statement("platform/find-user")
                .param("username", username)
                .query(Row.class)
                .optional()
                .orElse(null);
    }

    /** Whether this is the first start: nobody is known yet. */
    boolean none() {
        return sql.statement("platform/count-users").query(Long.class).single() == 0;
    }

    /** Makes the first account with its admin. */
    void createFirst(String username, String passwordHash) {
        sql.statement("platform/create-first-account")
                .param("username", username)
                .param("passwordHash", passwordHash)
                .update();
    }
}
