package dev.caravan.sync.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One product in one store, as the API shows it. @param syncStatus pending, synced or error */
record SyncRow(
        long id,
        long connectionId,
        long productId,
        @Nullable Long wooProductId,
        @Nullable Instant lastExportedAt,
        @Nullable Instant lastImportedAt,
        List<String> lastModifiedFields,
        String syncStatus,
        @Nullable String errorMessage,
        Instant createdAt,
        Instant updatedAt,
        boolean autoSync,
        int attempts,
        @Nullable Instant dueAt) {}
