package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a parent shows of its own, what its variations show, and what they have of their parent. */
@SyncTest
class MappedVariantsTest extends MappedStore {

    /** Values of variants are no values of their parent: two EANs of variants are no EAN. */
    @ParameterizedTest(name = "{0} variant(s)")
    @ValueSource(ints = {1, 2, 3})
    void aParentShowsItsOwnValuesOnly(int variants) {
        String size = attribute("choice", ",\"options\":[\"0\",\"1\",\"2\"]");
        String ean = attribute("text");
        String erp = attribute("text");
        String text = attribute("text");
        String price = attribute("number");
        String weight = attribute("number");
        Connected store = shop.connect();
        map(store, """
                {"selectedFields":["%s"],"fieldMappings":{"%s":"global_unique_id","%s":"meta_data.erp",
                 "%s":"description","%s":"regular_price","%s":"weight"}}
                """.formatted(size, ean, erp, text, price, weight));
        Item parent = shop.product("\"type\":\"variable\"," + values(text, "\"Of all\""));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < variants; i++) {
            items.add(variant(
                    parent,
                    values(
                            size,
                            "\"" + i + "\"",
                            ean,
                            "\"400638133393" + variants + i + "\"",
                            erp,
                            "\"E" + i + "\"",
                            text,
                            "\"Text " + i + "\"",
                            price,
                            "1" + i,
                            weight,
                            "0." + (i + 1))));
        }

        assertThat(shop.export(store, parent).path("success").asBoolean()).isTrue();

        ObjectNode shown = store.shows(parent).orElseThrow();
        assertThat(shown.path("global_unique_id").asText()).isEmpty();
        assertThat(shown.path("description").asText()).isEqualTo("Of all");
        assertThat(shown.path("weight").asText()).isEmpty();
        assertThat(shown.path("meta_data").toString()).doesNotContain("\"erp\"");
        assertThat(shown.path("attributes")).hasSize(1);
        for (int i = 0; i < variants; i++) {
            ObjectNode variation = store.shows(items.get(i)).orElseThrow();
            assertThat(variation.path("global_unique_id").asText()).isEqualTo("400638133393" + variants + i);
            assertThat(variation.path("regular_price").asText()).isEqualTo("1" + i);
            assertThat(variation.path("weight").asText()).isEqualTo("0." + (i + 1));
            assertThat(variation.path("meta_data").toString()).contains("\"E" + i + "\"");
        }
    }

    @Test
    void aParentTakesBackAValueThatItHadOfAVariant() {
        String size = attribute("text");
        String ean = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"%s\"],\"fieldMappings\":{\"%s\":\"global_unique_id\"}}".formatted(size, ean));
        Item parent = shop.product("\"type\":\"variable\"," + values(ean, "\"4006381333900\""));
        Item small = variant(parent, "\"price\":\"5\"," + values(size, "\"S\"", ean, "\"4006381333917\""));
        shop.export(store, parent);
        assertThat(store.field(parent.sku(), "global_unique_id")).isEqualTo("4006381333900");

        shop.change(parent, "{" + values(ean, "null") + "}");

        shop.awaitField(store, parent, "global_unique_id", "");
        assertThat(store.field(small.sku(), "global_unique_id")).isEqualTo("4006381333917");
    }

    /** The same text in the parent's options and in the variations, or nothing can be bought. */
    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | true | false",
                "number | 1.5 | 1E2",
                "number | 0.50 | 12",
                "text | \"0\" | \"true\"",
                "date | \"2026-01-31\" | \"2026-02-01\"",
                "multichoice | [\"true\"] | [\"No\"]"
            })
    void aValueHasOneText(String type, String one, String other) {
        String choice = attribute(type, type.equals("multichoice") ? ",\"options\":[\"true\",\"No\"]" : "");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"price\"],\"fieldMappings\":{\"%s\":\"global_attribute\"}}".formatted(choice));
        Connected plain = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        List<Item> variants = List.of(
                variant(parent, "\"price\":\"5\"," + values(choice, one)),
                variant(parent, "\"price\":\"6\"," + values(choice, other)));

        for (Connected shown : List.of(store, plain)) {
            shop.export(shown, parent);
            JsonNode attribute =
                    shown.shows(parent).orElseThrow().path("attributes").path(0);
            assertThat(attribute.path("variation").asBoolean()).isTrue();
            List<String> offered = texts(attribute.path("options"));
            List<String> had =
                    variants.stream().map(variant -> option(shown, variant, 0)).toList();
            assertThat(offered).hasSize(2).containsExactlyInAnyOrderElementsOf(had);
        }
    }

    @Test
    void aVariantHasItsParentsTaxAndShippingClassUntilItHasItsOwn() {
        String size = attribute("text");
        String tax = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"price\",\"%s\"],\"fieldMappings\":{\"%s\":\"tax_class\"}}"
                        .formatted(size, tax));
        Item parent = shop.product("\"type\":\"variable\"," + values(tax, "\"reduced-rate\""));
        Item none = variant(parent, "\"price\":\"5\"," + values(size, "\"S\""));
        Item zero = variant(parent, "\"price\":\"5\"," + values(size, "\"M\"", tax, "\"zero-rate\""));
        Item standard = variant(parent, "\"price\":\"5\"," + values(size, "\"L\"", tax, "\"standard\""));

        shop.export(store, parent);

        assertThat(store.field(parent.sku(), "tax_class")).isEqualTo("reduced-rate");
        assertThat(taxClass(store, none)).isEqualTo("parent");
        assertThat(taxClass(store, zero)).isEqualTo("zero-rate");
        assertThat(taxClass(store, standard)).isEmpty();
        shop.change(zero, "{" + values(tax, "null") + "}");
        Shop.awaitUntil(() -> taxClass(store, zero).equals("parent"));
        assertThat(shop.logs(store, "").toString()).doesNotContain("The store shows");
    }

    /** WooCommerce has no "as the parent" for these. */
    @ParameterizedTest(name = "{0}: {1}, or {2}")
    @CsvSource({"virtual, true, false", "regular_price, 20, 30"})
    void aVariantIsSentWhatItDoesNotInherit(String field, String ofParent, String own) {
        String size = attribute("text");
        String mapped = attribute("text");
        Connected store = shop.connect();
        map(
                store,
                "{\"selectedFields\":[\"stockQuantity\",\"%s\"],\"fieldMappings\":{\"%s\":\"%s\"}}"
                        .formatted(size, mapped, field));
        Item parent = shop.product("\"type\":\"variable\"," + values(mapped, "\"" + ofParent + "\""));
        Item without = variant(parent, "\"stockQuantity\":1," + values(size, "\"S\""));
        Item with = variant(parent, "\"stockQuantity\":1," + values(size, "\"M\"", mapped, "\"" + own + "\""));

        shop.export(store, parent);

        assertThat(store.field(without.sku(), field)).isEqualTo(ofParent);
        assertThat(store.field(with.sku(), field)).isEqualTo(own);
        shop.change(parent, "{" + values(mapped, "\"" + own + "\"") + "}");
        shop.awaitField(store, without, field, own);
    }

    @Test
    void aVariantWithoutAPriceHasThePricesOfItsParent() {
        String size = attribute("text");
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\",\"price\":\"20.00\",\"salePrice\":\"15.00\"");
        Item none = variant(parent, values(size, "\"S\""));
        Item own = variant(parent, "\"price\":\"30.00\"," + values(size, "\"M\""));

        shop.export(store, parent);

        assertThat(store.field(none.sku(), "regular_price")).isEqualTo("20.00");
        assertThat(store.field(none.sku(), "sale_price")).isEqualTo("15.00");
        assertThat(store.field(own.sku(), "sale_price")).isEmpty();
        shop.change(parent, "{\"price\":\"22.00\",\"salePrice\":null}");
        shop.awaitField(store, none, "regular_price", "22.00");
        assertThat(store.field(none.sku(), "sale_price")).isEmpty();
        assertThat(store.field(own.sku(), "regular_price")).isEqualTo("30.00");
    }

    @Test
    void aVariantWithoutAValueForAChoiceIsSentAnEmptyOption() {
        String size = attribute("choice", ",\"options\":[\"S\",\"M\"]");
        String colour = attribute("text");
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        Item small = variant(parent, "\"price\":\"5\"," + values(size, "\"S\"", colour, "\"Red\""));
        Item medium = variant(parent, "\"price\":\"5\"," + values(size, "\"M\"", colour, "\"Red\""));
        Item any = variant(parent, "\"price\":\"5\"," + values(colour, "\"Red\""));

        shop.export(store, parent);

        JsonNode sent = lastWrite(store, any).path("attributes");
        assertThat(sent).hasSize(2);
        for (JsonNode attribute : store.shows(parent).orElseThrow().path("attributes")) {
            if (attribute.path("name").asText().equals(size)) {
                assertThat(texts(attribute.path("options"))).containsExactly("S", "M");
            }
        }
        for (JsonNode one : sent) {
            assertThat(one.path("option").asText())
                    .isEqualTo(one.path("name").asText().equals(size) ? "" : "Red");
        }
        assertThat(lastWrite(store, small).path("attributes").toString()).doesNotContain("\"option\":\"\"");
        assertThat(shop.status(store, medium)).isEqualTo("synced");
        assertThat(shop.status(store, any)).isEqualTo("synced");
    }

    @Test
    void aVariantWithTwoValuesForOneChoiceIsRefused() {
        String size = attribute("multichoice", ",\"options\":[\"S\",\"M\",\"L\"]");
        Connected store = shop.connect();
        Item parent = shop.product("\"type\":\"variable\"");
        Item large = variant(parent, "\"price\":\"5\"," + values(size, "[\"L\"]"));
        Item two = variant(parent, "\"price\":\"5\"," + values(size, "[\"S\",\"M\"]"));

        shop.export(store, parent);

        assertThat(shop.status(store, large)).isEqualTo("synced");
        assertThat(shop.row(store, two).path("errorMessage").asText())
                .contains(size)
                .contains("S, M");
        assertThat(store.shows(two)).isEmpty();
    }

    private static String option(Connected store, Item variant, int attribute) {
        return store.shows(variant)
                .orElseThrow()
                .path("attributes")
                .path(attribute)
                .path("option")
                .asText();
    }

    /** As {@code context=edit} shows it. */
    private static String taxClass(Connected store, Item variant) {
        return store.field(variant.sku(), "tax_class");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
