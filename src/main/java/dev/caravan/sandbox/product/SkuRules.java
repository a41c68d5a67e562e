package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.Texts;
import dev.caravan.sandbox.rest.RestError;
import java.util.List;

/** SKUs and GTINs are unique without letter case among products and variations, trashed ones too, up to 100 characters. */
final class SkuRules {

    private static final int LONGEST_CHECKED = 100;

    private final ProductTable table;

    SkuRules(ProductTable table) {
        this.table = table;
    }

    /** Takes over the SKU sent, if any. @throws RestError if another product has it */
    void apply(ObjectNode product, ObjectNode sent, boolean created) {
        if (!sent.has("sku")) {
            return;
        }
        String sku = Texts.cleaned(Php.text(sent.get("sku")));
        long id = product.path("id").asLong();
        if (!sku.isEmpty() && sku.length() <= LONGEST_CHECKED) {
            List<ObjectNode> holders = table.bySku(sku).stream()
                    .filter(other -> created || other.path("id").asLong() != id)
                    .toList();
            if (!holders.isEmpty()) {
                ObjectNode holder = holders.get(0);
                throw created && Trash.holds(holder)
                        ? RestError.heldSku(sku)
                        : RestError.invalidSku(holder.path("id").asLong(), unique(sku));
            }
        }
        product.put("sku", sku);
    }

    /** A GTIN is unique among products and variations. */
    void checkGtin(ObjectNode product) {
        String gtin = product.path("global_unique_id").asText("");
        long id = product.path("id").asLong();
        table.byGtin(gtin).stream()
                .filter(other -> other.path("id").asLong() != id)
                .findFirst()
                .ifPresent(holder -> {
                    throw RestError.invalidGtin(holder.path("id").asLong());
                });
    }

    private String unique(String sku) {
        int suffix = 1;
        while (!table.bySku(sku + "-" + suffix).isEmpty()) {
            suffix++;
        }
        return sku + "-" + suffix;
    }
}
