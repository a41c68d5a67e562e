package dev.caravan.sync.fanout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code list-exports.sql}. @param listed how many exports there are on all pages */
record ListedExport(
        UUID id,
        long connectionId,
        long total,
        String state,
        Instant createdAt,
        @Nullable Instant finishedAt,
        long succeeded,
        long failed,
        long listed) {}
