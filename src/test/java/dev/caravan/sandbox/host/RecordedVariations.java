package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Variable products and their variations: product 217 with 220 to 227, and product 232 with 233 and 234. */
final class RecordedVariations {

    private static final long POLO = 217;
    private static final List<String> CREATES = List.of(
            "variation-create",
            "variation-create-no-sku",
            "variation-create-same-attributes",
            "variation-create-unknown-option",
            "variation-create-unknown-attribute",
            "variation-create-any",
            "variation-create-option-by-slug",
            "variation-create-attribute-by-name");

    private RecordedVariations() {}

    static void add(List<Arguments> cases) {
        on(cases, Given::terms, """
                variable-create variable-create-with-price
                """);
        on(cases, given -> polo(given, 0), """
                variation-create variation-create-sku-of-parent
                """);
        on(cases, given -> polo(given, 1), """
                variation-create-no-sku variation-create-same-attributes variation-create-unknown-option
                variation-create-unknown-attribute variation-create-any variation-create-option-by-slug
                variation-create-attribute-by-name variation-create-price-number variation-create-sku-duplicate
                variation-parent-not-found variation-update-not-found variation-update
                """);
        on(cases, RecordedVariations::allOfPolo, """
                variations-get-list variations-get-sku variation-get variation-get-no-sku
                variation-get-via-products variation-update-via-products variation-update-wrong-parent
                variable-get-after products-get-sku-of-variation variations-batch
                """);
        on(
                cases,
                given -> {
                    given.shirtDeluxe(
                            "{'backorders':'notify','stock_quantity':0,'weight':'0.37','dimensions':{'length':'5'}}");
                    given.store.seedProduct(polo());
                },
                """
                variation-parent-simple
                """);
        on(cases, RecordedVariations::afterBatch, """
                variation-delete-force variation-delete-trash
                """);
        on(
                cases,
                given -> {
                    afterBatch(given);
                    given.store.editVariation(POLO, 220, Json.object().put("regular_price", "19"));
                    given.store.removeVariation(POLO, 230);
                    given.store.removeVariation(POLO, 220);
                },
                """
                variable-attributes-remove-option
                """);
        on(
                cases,
                given -> {
                    afterBatch(given);
                    given.store.removeVariation(POLO, 230);
                    given.store.removeVariation(POLO, 220);
                    given.store.editProduct(POLO, sent("variable-attributes-remove-option"));
                },
                """
                variable-attributes-remove-option-variations variable-to-simple
                """);
        on(
                cases,
                given -> {
                    allOfPolo(given);
                    given.store.editProduct(POLO, sent("variable-to-simple"));
                },
                """
                variable-to-simple-variations
                """);
        parents(cases);
    }

    private static void parents(List<Arguments> cases) {
        on(
                cases,
                given -> {
                    afterBatch(given);
                    given.store.trashVariation(POLO, 230);
                },
                """
                variation-delete-trash-get
                """);
        on(cases, RecordedVariations::cap, """
                variable-delete-trash
                """);
        on(
                cases,
                given -> {
                    cap(given);
                    given.trashed(232);
                },
                """
                variable-delete-trash-variations products-get-sku-variation-of-trashed
                variable-create-sku-of-trashed-variation variable-delete-force
                """);
        on(
                cases,
                given -> {
                    cap(given);
                    given.store.removeProduct(232);
                },
                """
                variable-delete-force-sku-free
                """);
    }

    private static ObjectNode polo() {
        return sent("variable-create").put("id", POLO);
    }

    /** With so many of its variations, as they were made one after the other. */
    private static void polo(Given given, int variations) {
        given.shirt();
        given.store.seedProduct(polo());
        given.product(218, "Polo price", "", "");
        long id = 220;
        for (String name : CREATES.subList(0, variations)) {
            given.store.seedVariation(POLO, sent(name).put("id", id++));
        }
    }

    private static void allOfPolo(Given given) {
        polo(given, CREATES.size());
        given.store.editVariation(POLO, 220, Json.object().put("regular_price", "31.00"));
    }

    private static void afterBatch(Given given) {
        allOfPolo(given);
        ObjectNode batch = sent("variations-batch");
        given.store.editVariation(POLO, 220, Json.object().put("regular_price", "30.00"));
        given.store.seedVariation(POLO, ((ObjectNode) batch.path("create").path(0)).put("id", 230));
        given.store.removeVariation(POLO, 221);
    }

    private static void cap(Given given) {
        given.store.seedProduct(Given.json("{'id':232,'name':'Cap','type':'variable','sku':'CAP','attributes':"
                + "[{'name':'Size','visible':true,'variation':true,'options':['S','M']}]}"));
        given.store.seedVariation(232, cap("{'id':233,'sku':'CAP-S','regular_price':'8'", "S"));
        given.store.seedVariation(232, cap("{'id':234,'sku':'CAP-M','regular_price':'9'", "M"));
    }

    private static ObjectNode cap(String fields, String size) {
        return Given.json(fields + ",'attributes':[{'name':'Size','option':'" + size + "'}]}");
    }

    private static ObjectNode sent(String recording) {
        return (ObjectNode) Recording.read(recording).body();
    }
}
