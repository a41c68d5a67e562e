package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.AttributeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family as the API shows it: which attributes its products have. */
record Family(long id, String name, List<Member> attributes, Instant createdAt, Instant updatedAt) {

    /** An attribute of the family. @param defaultValue what a product without a value of its own shows */
    record Member(
            long attributeId,
            String name,
            AttributeType type,
            boolean isRequired,
            @Nullable JsonNode defaultValue) {}
}
