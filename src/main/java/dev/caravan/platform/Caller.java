package dev.caravan.platform;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller of an operation: every query filters by the account.
 *
 * @param username the user, or {@code key:<name>#<id>} of an API key
 * @param connectionIds the only connections that an API key may see; null: all of the account
 */
public record Caller(
        long accountId,
        String username,
        Role role,
        @Nullable Set<Long> connectionIds) {

    /** The exchange property that a REST route finds it under. */
    public static final String PROPERTY = "caller";

    public Caller {
        connectionIds = connectionIds == null ? null : Set.copyOf(connectionIds);
    }

    /** Whether a connection of the account may be seen; another one answers as if it did not exist. */
    public boolean sees(long connectionId) {
        return connectionIds == null || connectionIds.contains(connectionId);
    }

    /** For statements: the only connections that may be seen; null: all. */
    public Long @Nullable [] onlyConnections() {
        return connectionIds == null ? null : connectionIds.toArray(Long[]::new);
    }

    /** A caller who sees all connections of the account. */
    public Caller(long accountId, String username, Role role) {
        this(accountId, username, role, null);
    }
}
