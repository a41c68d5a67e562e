package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ShownProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlteredFieldsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/woocommerce-contract");

    @Test
    void sayWhatAStoreShowsOtherwise() {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("regular_price", "21.90")
                .put("name", "Shirt")
                .put("sale_price", "");

        assertThat(AlteredFields.remark(
                        document("name", "Shirt", "regular_price", "19.90", "sale_price", "9.00"),
                        ShownProducts.of(shown),
                        false))
                .isEqualTo("The store shows regular_price 21.90 where 19.90 was sent; "
                        + "The store shows sale_price nothing where 9.00 was sent");
    }

    @Test
    void sayNothingOfWhatTheStoreOnlyWritesInItsOwnWayOrDoesNotShow() {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("regular_price", "19.9")
                .put("sku", "A 1")
                .put("name", "Tom &amp; Co");

        assertThat(AlteredFields.remark(
                        document("name", "Tom & Co", "sku", " A  1 ", "regular_price", "19.90", "weight", "2"),
                        ShownProducts.of(shown),
                        false))
                .isEmpty();
    }

    /** Markup too, which is taken out of other values. */
    @Test
    void sayWhereATextBeginsToDiffer() {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("description", "<p>New</p>\n");

        assertThat(AlteredFields.remark(
                        document("description", "<p>New</p>\n<iframe src=\"https://v.example/1\"></iframe>"),
                        ShownProducts.of(shown),
                        false))
                .isEqualTo("The store shows description nothing where"
                        + " ‹iframe src=\"https://v.example/1\"›‹/iframe› was sent");
        assertThat(AlteredFields.remark(document("description", "<p>New<br></p>"), ShownProducts.of(shown), false))
                .isEqualTo("The store shows description ‹/p› where ‹br›‹/p› was sent");
    }

    /** Its parent weighs 0.37 and keeps its stock itself. */
    @Test
    void sayNothingOfWhatAVariationHasOfItsParent() throws IOException {
        JsonNode shown = new ObjectMapper()
                .readTree(RECORDINGS.resolve("variation-parent-simple.json").toFile())
                .at("/response/body");
        Document sent = new Document(Map.of("manage_stock", BooleanNode.FALSE, "weight", TextNode.valueOf("")));

        assertThat(AlteredFields.remark(sent, ShownProducts.of(shown), true)).isEmpty();
        assertThat(AlteredFields.remark(document("weight", "2"), ShownProducts.of(shown), true))
                .isEqualTo("The store shows weight 0.37 where 2 was sent");
        assertThat(AlteredFields.remark(
                        new Document(Map.of("weight", TextNode.valueOf(""))), ShownProducts.of(shown), false))
                .as("a product has no parent")
                .isEqualTo("The store shows weight 0.37 where nothing was sent");
    }

    /** Whatever is noted of the recorded writes is a value that is refused before it is sent, or that only the store knows. */
    @Test
    void raiseNoFalseAlarmOnTheRecordedWrites() throws IOException {
        assertThat(remarksOnRecordedWrites())
                .containsExactlyInAnyOrder(
                        "product-create-attribute-options-string",
                        "product-create-attribute-pipe",
                        "product-create-attribute-unknown-id",
                        "product-create-category-by-name",
                        "product-create-category-by-slug",
                        "product-create-category-unknown",
                        "product-create-date-bad",
                        "product-create-description-html",
                        "product-create-gtin-invalid",
                        "product-create-lenient-types",
                        "product-create-name-empty",
                        "product-create-price-comma",
                        "product-create-price-decimal-comma-store-comma",
                        "product-create-price-not-a-number",
                        "product-create-price-thousands",
                        "product-create-sale-above-regular",
                        "product-create-slug",
                        "product-create-stock-without-manage",
                        "product-create-tax-class-unknown",
                        "product-create-weight-text",
                        "product-update-categories-partly-unknown",
                        "product-update-images-empty-object",
                        "product-update-name-too-long",
                        "product-update-short-description-too-long",
                        "product-update-slug-taken",
                        "product-update-stock-null",
                        "product-update-stock-status-managed",
                        "product-update-tags-unknown",
                        "variation-create-attribute-by-name",
                        "variation-create-unknown-attribute");
    }

    private static List<String> remarksOnRecordedWrites() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            Map<String, String> remarks = new LinkedHashMap<>();
            for (Path file : files.sorted().toList()) {
                JsonNode recording = mapper.readTree(file.toFile());
                JsonNode answer = recording.path("response").path("body");
                String name = file.getFileName().toString().replace(".json", "");
                boolean write = name.matches("(product|variation)-(create|update)-.*")
                        && recording.path("response").path("status").asInt() < 300;
                if (write && recording.path("request").path("body").isObject() && answer.isObject()) {
                    Map<String, JsonNode> fields = new LinkedHashMap<>();
                    recording
                            .path("request")
                            .path("body")
                            .properties()
                            .forEach(e -> fields.put(e.getKey(), e.getValue()));
                    String remark = AlteredFields.remark(
                            new Document(fields), ShownProducts.of(answer), name.startsWith("variation-"));
                    if (!remark.isEmpty()) {
                        remarks.put(name, remark);
                    }
                }
            }
            return List.copyOf(remarks.keySet());
        }
    }
}
