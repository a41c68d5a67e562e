package dev.caravan.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed webhook of the outbox.
 *
 * @param messageId the same on each try
 * @param attempt which try this is, from 1
 */
record Webhook(
        long id,
        UUID token,
        String messageId,
        boolean raised,
        int attempt,
        long alertId,
        long accountId,
        @Nullable Long connectionId,
        @Nullable String storeName,
        AlertKind kind,
        String detail,
        Instant openedAt,
        @Nullable Instant closedAt) {

    /** When the reported event happened. */
    Instant happenedAt() {
        return raised || closedAt == null ? openedAt : closedAt;
    }
}
