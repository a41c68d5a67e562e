package dev.caravan.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sandbox.host.SandboxStore;
import java.math.BigDecimal;
import java.util.List;

/** What a sandbox store does not take of the demo's products, for two reasons. */
final class DemoRefusals {

    /** The shop has products of its own with these SKUs, of a type that a plugin has brought. */
    private static final List<String> BUNDLES = List.of("DEMO-042", "DEMO-066", "DEMO-090", "DEMO-114");

    /** A plugin of the shop refuses these at their price, until the store starts again or its faults are removed on its page. */
    private static final List<String> TOO_DEAR = List.of("DEMO-065", "DEMO-089", "DEMO-113");

    private DemoRefusals() {}

    /** May be repeated. */
    static void prepare(SandboxStore store) {
        for (String sku : BUNDLES) {
            if (store.productBySku(sku).isEmpty()) {
                long id = store.seedProduct(
                        JsonNodeFactory.instance.objectNode().put("sku", sku).put("name", "Winter bundle " + sku));
                store.turnInto(id, "bundle");
            }
        }
        TOO_DEAR.forEach(sku -> store.faults()
                .refuseSku(sku, "product_invalid_price", "This shop sells nothing above 125.00", new BigDecimal(125)));
    }
}
