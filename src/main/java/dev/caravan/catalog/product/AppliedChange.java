package dev.caravan.catalog.product;

import dev.caravan.catalog.structure.References;
import dev.caravan.platform.ApiException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One change after it was applied to its product, inside {@link ProductWriter}; nothing is written yet. */
sealed interface AppliedChange {

    /**
     * @param before null for a new product @param after categories and images may still be given by path and address
     */
    record Accepted(@Nullable ProductRow before, ProductRow after) implements AppliedChange {

        @Override
        public Stream<ProductRow> row() {
            return Stream.of(after);
        }

        @Override
        public Written compared(References known) {
            if (before == null) {
                return new Written.Created(after);
            }
            List<String> fields = ProductDiff.between(before, after, known);
            return fields.isEmpty() ? new Written.Unchanged(after) : new Written.Updated(before, after, fields);
        }
    }

    record Refused(ApiException problem) implements AppliedChange {

        @Override
        public Stream<ProductRow> row() {
            return Stream.empty();
        }

        @Override
        public Written compared(References known) {
            return new Written.Refused(problem);
        }
    }

    static AppliedChange of(ProductChange change, References known) {
        try {
            return new Accepted(change.before(), change.apply(known));
        } catch (ApiException e) {
            return new Refused(e);
        }
    }

    /** The product after the change, unless the change is refused. */
    Stream<ProductRow> row();

    /** The rows to write; to be called once categories and images have ids. */
    Written compared(References known);
}
