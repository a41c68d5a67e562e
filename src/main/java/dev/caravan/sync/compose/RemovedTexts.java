package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.Product;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A product that becomes a draft because it is removed. With the status the store writes its texts again and removes a
 * level of backslashes from those that are not sent, so they are sent along.
 */
final class RemovedTexts {

    private static final Logger log = LoggerFactory.getLogger(RemovedTexts.class);

    private RemovedTexts() {}

    /** Whether the product is needed though it is removed. */
    static boolean mustBeRead(ClaimedRow row) {
        return row.intent() == Intent.DRAFT && !row.isVariant() && row.wooProductId() != null;
    }

    /** @param product perhaps softly deleted; null if it is deleted for good, with its texts */
    static Plan sentAlong(Plan removal, @Nullable Product product, Mapping mapping, Store store) {
        ClaimedRow row = removal.row();
        if (product == null || removal.action() != Plan.Action.DRAFT || !mustBeRead(row)) {
            return removal;
        }
        try {
            Document wanted = mapping.document(product, store);
            Map<String, JsonNode> fields = new LinkedHashMap<>(removal.change().fields());
            FieldHashes.rewritten(wanted).fields().forEach((field, text) -> {
                if (row.shown().shows(wanted, field)) {
                    fields.put(field, text); // differences in the store are not corrected now
                }
            });
            return removal.sending(new Document(fields));
        } catch (RuntimeException e) {
            log.debug("Product {} cannot be composed for connection {}", row.productId(), store.id(), e);
            return removal;
        }
    }
}
