package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Products show an option by its present name, and no deleted option (term-rename). */
@FunctionalInterface
public interface OptionRenaming {

    /** @param before of a new one its slug alone @param after null if it was deleted */
    void renamed(long attribute, ObjectNode before, @Nullable ObjectNode after);
}
