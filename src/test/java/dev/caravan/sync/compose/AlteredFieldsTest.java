package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.delivery;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Remark;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0} characters")
    @CsvSource({"70, false", "71, true"})
    void shortenALongValue(int length, boolean shortened) {
        assertThat(AlteredFields.remark(document("sku", "A"), shown("{sku: '" + "x".repeat(length) + "'}"), false))
                .isEqualTo("The store shows sku " + "x".repeat(70) + (shortened ? "…" : "") + " where A was sent");
    }

    @Test
    void areToldOfWritesThatTheStoreTook() {
        Plan create = row().id(1).plan(Action.CREATE, document("name", "Shirt"));
        Plan update = row().id(2).linked(20).plan(Action.UPDATE, document("name", "Shirt"));
        Plan draft = row().id(3).linked(30).plan(Action.DRAFT, document("name", "Shirt"));
        Plan refused = row().id(4).linked(40).plan(Action.UPDATE, document("name", "Shirt"));
        Plan unanswered = row().id(5).linked(50).plan(Action.UPDATE, document("name", "Shirt"));
        Plan nothing = row().id(6).linked(60).plan(Action.NOTHING, document("name", "Shirt"));

        assertThat(AlteredFields.of(
                        delivery(create, update, draft, refused, unanswered, nothing),
                        Map.of(
                                1L, done(1, "{name: 'Blouse'}"),
                                2L, done(2, "{name: 'Shirt'}"),
                                3L, done(3, "{name: 'Blouse'}"),
                                4L, new ItemOutcome.Refused(4, "product_invalid_name", "No"),
                                6L, done(6, "{name: 'Blouse'}"))))
                .isEqualTo(
                        Map.of(1L, new Remark("shown_otherwise", "The store shows name Blouse where Shirt was sent")));
    }

    @Test
    void areToldWithAllThatIsNoticedOfAProduct() {
        Plan variation = row().variantOf(50, 70L)
                .plan(
                        Action.CREATE,
                        Documents.of("{regular_price: '', description: 'long', tags: [{id: 3, name: 'new'}]}"));

        assertThat(AlteredFields.of(
                        delivery(variation),
                        Map.of(1L, done(1, "{regular_price: '', description: '', tags: [{id: 3, name: 'NEW'}]}"))))
                .isEqualTo(Map.of(
                        1L,
                        new Remark(
                                "no_price",
                                "It has no price, nor has its parent: it cannot be bought in the store;"
                                        + " The store shows description nothing where long was sent;"
                                        + " The store shows its tag NEW for new: letter case does not count there")));
    }

    @Test
    void areToldWithTheShopsChoicesThatAreKept() {
        Plan parent = row().linked(7)
                .plan(Action.UPDATE, Documents.of("{attributes: [{name: 'Colour', options: ['Red'], kept: true}]}"));

        assertThat(AlteredFields.of(
                        delivery(parent),
                        Map.of(
                                1L,
                                done(1, "{attributes: [{id: 0, name: 'Colour', variation: true, options: ['Red']}]}"))))
                .extractingByKey(1L)
                .extracting(Remark::code)
                .isEqualTo("choices_kept");
    }

    @Test
    void countTheImages() {
        Plan images =
                row().linked(7).images().plan(Action.UPDATE, Documents.of("{images: [{asset: 'a'}, {asset: 'b'}]}"));

        assertThat(AlteredFields.of(delivery(images), Map.of(1L, done(1, "{images: [{id: 1}]}"))))
                .isEqualTo(Map.of(1L, new Remark("shown_otherwise", "The store shows 1 image(s) where 2 were sent")));
        assertThat(AlteredFields.of(delivery(images), Map.of(1L, done(1, "{images: [{id: 1}, {id: 2}]}"))))
                .isEmpty();
        assertThat(AlteredFields.of(delivery(images), Map.of(1L, done(1, "{id: 7}"))))
                .as("an answer without images")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "UPDATE; {regular_price: ''}; no_price",
                "CREATE; {regular_price: '', attributes: []}; no_price",
                "UPDATE; {regular_price: '9'}; -",
                "UPDATE; {attributes: []}; -",
                "CREATE; {regular_price: '9', attributes: [{name: 'Size', option: 'L'}]}; -",
                "CREATE; {regular_price: '9', attributes: []}; no_options",
                "CREATE; {}; no_options",
                "ASK; {}; no_options"
            })
    void warnBeforeAVariationIsSentThatCannotBeBought(Action action, String document, @Nullable String code) {
        Remark remark = AlteredFields.before(row().variantOf(50, 70L).plan(action, Documents.of(document)));

        assertThat(remark == null ? null : remark.code()).isEqualTo(code);
    }

    @Test
    void warnOfNoOtherProduct() {
        assertThat(AlteredFields.before(row().plan(Action.CREATE, document("regular_price", ""))))
                .isNull();
    }

    private static ItemOutcome done(long key, String product) {
        return new ItemOutcome.Done(key, key * 10, shown(product));
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
