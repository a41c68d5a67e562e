package dev.caravan.sync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping would change in a store, compared with its present mapping. Nothing is sent or saved.
 *
 * @param linked products and variants of the store
 * @param examined how many of them were composed with both mappings
 * @param changing of those, how many would be sent otherwise
 * @param estimate how many that makes of all that are linked; of named products, those that change
 * @param isEstimate whether it is of more than were examined
 * @param byField most products first
 */
record MappingPreview(
        long connectionId,
        long linked,
        int examined,
        int changing,
        long estimate,
        boolean isEstimate,
        List<OfField> byField,
        List<OfProduct> sample) {

    /**
     * A field of the store.
     *
     * @param changed products in which it gets another value
     * @param left products in which it is no longer sent: the store keeps what it shows
     */
    record OfField(String field, String storeField, int changed, int left) {}

    /** @param left fields that are no longer sent @param message why the product could not be sent; null: it can */
    record OfProduct(
            long productId,
            @Nullable String sku,
            List<Change> changes,
            List<String> left,
            @Nullable String message) {}

    /** @param field the catalogue's name @param from null: it is not sent at present */
    record Change(String field, String storeField, @Nullable JsonNode from, JsonNode to) {}
}
