package dev.caravan.sync.batch;

import dev.caravan.woocommerce.TermBatch.Wanted;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The terms that a product needs before it can be sent.
 *
 * @param plan of the product, perhaps without a field that the store does not take
 * @param decided what is done with it once it has all of this
 * @param missing terms without which its document has no ids
 * @param options of global attributes, if they are sent; they stay names
 */
public record Needs(Plan plan, Plan decided, Set<Wanted> missing, Set<Wanted> options) {

    public Stream<Wanted> open(KnownTerms known) {
        return Stream.concat(
                missing.stream(),
                options.stream().filter(option -> known.id(option).isEmpty()));
    }
}
