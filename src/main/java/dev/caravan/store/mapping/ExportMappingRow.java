package dev.caravan.store.mapping;

import java.time.Instant;

/** An export mapping as it is stored. */
record ExportMappingRow(ExportMapping mapping, boolean active, Instant createdAt, Instant updatedAt) {}
