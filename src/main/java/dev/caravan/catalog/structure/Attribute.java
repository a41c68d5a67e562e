package dev.caravan.catalog.structure;

import dev.caravan.catalog.AttributeType;
import java.time.Instant;
import java.util.List;

/** An attribute as the API shows it. @param options of choice and multichoice; else empty */
record Attribute(
        long id, String name, AttributeType type, List<String> options, Instant createdAt, Instant updatedAt) {}
