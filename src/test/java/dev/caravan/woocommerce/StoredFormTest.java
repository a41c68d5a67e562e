package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against every recorded create and update of a product that the store answered with success. */
class StoredFormTest {

    /**
     * Where the store shows something else than it was sent, and what keeps Caravan from it: the check of documents
     * (DocumentCheckTest has the same names), the shape of what is composed, or nothing, with the reason.
     */
    private static final String MISREAD = """
            product-create-attribute-options-string      | attributes                | shape: options are a list
            product-create-attribute-pipe                | attributes                | check
            product-create-attribute-unknown-id          | attributes                | shape: ids come from the store itself
            product-create-category-by-name              | categories                | shape: names are made ids before sending
            product-create-category-by-slug              | categories                | shape: names are made ids before sending
            product-create-category-unknown              | categories                | shape: ids come from the store itself
            product-create-date-bad                      | date_on_sale_from         | check
            product-create-description-html              | name, description, short_description | told: scripts and frames are taken out
            product-create-gtin-invalid                  | global_unique_id          | check
            product-create-lenient-types                 | featured                  | shape: a boolean, or the check
            product-create-name-empty                    | name                      | check
            product-create-price-comma                   | regular_price             | check
            product-create-price-decimal-comma-store-comma | regular_price           | check
            product-create-price-not-a-number            | regular_price             | check
            product-create-price-thousands               | regular_price             | check
            product-create-sale-above-regular            | sale_price                | check
            product-create-slug                          | slug                      | the store makes slugs its own; sent once
            product-create-stock-without-manage          | stock_quantity            | shape: only with manage_stock
            product-create-tax-class-unknown             | tax_class, shipping_class | only the store knows its classes; sent once
            product-create-unknown-field                 | colour, ean               | shape: mappings take known fields only
            product-create-weight-text                   | weight, dimensions        | check
            product-update-categories-partly-unknown     | categories                | shape: ids come from the store itself
            product-update-fields                        | regular_price             | the answer has no such field
            product-update-images-empty-object           | images                    | shape: every image has its address
            product-update-meta-types                    | meta_data._sku            | shape: no mapping to the store's own keys
            product-update-name-too-long                 | name                      | check
            product-update-short-description-too-long    | short_description         | check
            product-update-slug-taken                    | slug                      | the store makes slugs its own; sent once
            product-update-stock-delta                   | inventory_delta           | shape: mappings take known fields only
            product-update-stock-null                    | stock_quantity            | shape: no quantity is manage_stock false
            product-update-stock-status-managed          | stock_status              | shape: not with manage_stock
            product-update-tags-unknown                  | tags                      | shape: ids come from the store itself
            """;

    @Test
    void knowsWhatStoresMakeOfValues() {
        Map<String, String> expected = MISREAD.lines()
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.toMap(cells -> cells[0].strip(), cells -> cells[1].strip()));

        assertThat(differing()).isEqualTo(new TreeMap<>(expected));
    }

    private static Map<String, String> differing() {
        Map<String, String> differing = new TreeMap<>();
        for (String name : Recording.names()) {
            Recording recording = Recording.of(name);
            if (name.matches("product-(create|update)-.*")
                    && recording.response().path("status").asInt() < 300) {
                for (Operation operation : recording.operations()) {
                    List<String> fields = StoredForm.differing(
                            sent(operation), recording.response().path("body"));
                    if (!fields.isEmpty()) {
                        differing.put(name, String.join(", ", fields));
                    }
                }
            }
        }
        return differing;
    }

    /** Recordings have one list of {@code meta_data}; a document has a field for each key. */
    private static Document sent(Operation operation) {
        Document recorded = operation instanceof Operation.Create create
                ? create.document()
                : operation instanceof Operation.Update update ? update.changes() : new Document(Map.of());
        Map<String, JsonNode> fields = new LinkedHashMap<>(recorded.fields());
        JsonNode metas = fields.remove("meta_data");
        if (metas != null) {
            metas.forEach(meta -> fields.put(StoreField.META + meta.path("key").asText(), meta.path("value")));
        }
        return new Document(fields);
    }

    @ParameterizedTest(name = "{0} {1} shown as {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"Tom & Co\" | \"Tom &amp; Co\" | true",
                "name | \"Tom & Co\" | \"Tom & Company\" | false",
                "sku | \"  AB  12 \" | \"AB 12\" | true",
                "sku | \"ab\" | \"AB\" | false",
                "sale_price | \"0\" | \"\" | true",
                "regular_price | \"0\" | \"\" | false",
                "regular_price | \"10.00\" | \"10\" | true",
                "date_on_sale_to | \"2026-12-31\" | \"2026-12-31T00:00:00\" | true",
                "date_on_sale_to | \"\" | null | true",
                "tags | [{\"name\": \"b\"}, {\"name\": \"A & B\"}] | [{\"id\": 2, \"name\": \"A &amp; B\"}, {\"id\": 1, \"name\": \"B\"}] | true",
                "tags | [{\"name\": \"b\"}] | [{\"id\": 1, \"name\": \"b\"}, {\"id\": 2, \"name\": \"c\"}] | false",
                "tags | [{\"id\": 2}, {\"id\": 1}] | [{\"id\": 1}, {\"id\": 2}] | true",
                "tags | [] | [{\"id\": 1}] | false",
                "categories | [] | [{\"id\": 15}, {\"id\": 16}] | false",
                "categories | [] | [{\"id\": 15, \"name\": \"Uncategorized\"}] | true",
                "attributes | [{\"id\": 1, \"options\": [\"b\", \"a\"]}] | [{\"id\": 1, \"options\": [\"a\", \"b\"]}] | true",
                "attributes | [{\"name\": \"X\", \"options\": [\"b\", \"a\"]}] | [{\"id\": 0, \"name\": \"X\", \"options\": [\"a\", \"b\"]}] | false",
                "dimensions | {\"length\": \"5.0\"} | {\"length\": \"5\", \"width\": \"9\"} | true",
                "dimensions | {\"length\": \"5\"} | {\"length\": \"6\", \"width\": \"9\"} | false",
                "meta_data.a | true | \"1\" | true",
                "meta_data.a | true | \"\" | false",
                "meta_data.a | false | \"\" | true",
                "meta_data.a | false | \"1\" | false",
                "meta_data.a | 5 | \"5\" | true",
                "meta_data.a | \"x\" | \"y\" | false",
                "meta_data.a | null | \"x\" | false",
                "meta_data.a | [1] | [1] | true",
                "meta_data.a | [1] | [\"1\"] | false",
                "images | [{\"id\": 20}, {\"src\": \"https://pim.example/1.jpg\"}] | [{\"id\": 20}, {\"id\": 21}] | true",
                "images | [{\"id\": 20}, {\"id\": 21}] | [{\"id\": 21}, {\"id\": 20}] | false",
                "images | [{\"id\": 20}] | [{\"id\": 20}, {\"id\": 21}] | false",
                "meta_data | [] | [{\"key\": \"_caravan_product\"}] | true",
                "featured | true | true | true",
                "featured | false | \"parent\" | false",
                "manage_stock | false | false | true",
                "manage_stock | false | \"parent\" | true",
                "manage_stock | true | \"parent\" | false",
                "manage_stock | false | true | false",
                "stock_quantity | 5 | 6 | false"
            })
    void comparesWithWhatTheStoreMakesOfIt(String field, String sent, String shown, boolean same) {
        JsonNode one = value(sent);
        JsonNode other = value(shown);

        assertThat(StoredForm.shows(field, one, other)).isEqualTo(same);
    }

    private static JsonNode value(String json) {
        return Objects.requireNonNull(document("{\"v\": " + json + "}").fields().get("v"));
    }
}
