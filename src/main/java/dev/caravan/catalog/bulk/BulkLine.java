package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One product of a bulk upload. @param number of its line, from 1 @param problem why {@code fields} could not be read */
record BulkLine(
        long number,
        int bytes,
        @Nullable ObjectNode fields,
        @Nullable String problem) {

    static BulkLine refused(long number, String problem) {
        return new BulkLine(number, 0, null, problem);
    }
}
