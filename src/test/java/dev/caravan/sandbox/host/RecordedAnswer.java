package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares an answer with a recorded one: keys, recursively; lengths of lists; codes, messages, product values. */
final class RecordedAnswer {

    /** Compared by value where a product is shown; ids, dates and addresses only by shape. */
    private static final Set<String> VALUES = Set.of(
            "name",
            "type",
            "status",
            "featured",
            "catalog_visibility",
            "description",
            "short_description",
            "sku",
            "price",
            "regular_price",
            "sale_price",
            "date_on_sale_from",
            "date_on_sale_to",
            "on_sale",
            "purchasable",
            "manage_stock",
            "stock_quantity",
            "stock_status",
            "backorders",
            "backorders_allowed",
            "backordered",
            "weight",
            "dimensions",
            "categories",
            "tags",
            "attributes",
            "upsell_ids",
            "cross_sell_ids",
            "sold_individually",
            "external_url",
            "button_text",
            "global_unique_id",
            "tax_class",
            "average_rating",
            "total_sales",
            "price_html",
            "shipping_class",
            "default_attributes",
            "has_options",
            "variations",
            "parent_id");

    /** What an update may change beside the fields it sends. */
    private static final Set<String> FOLLOWING = Set.of(
            "type",
            "status",
            "price",
            "regular_price",
            "sale_price",
            "on_sale",
            "purchasable",
            "manage_stock",
            "average_rating",
            "total_sales",
            "global_unique_id");

    private static final String BATCH_ITEM = "answer\\.(create|update|delete)\\[\\d+]";

    private final Recording recording;
    private final boolean updatesOne;

    RecordedAnswer(Recording recording) {
        this.recording = recording;
        this.updatesOne = recording.request().path("path").asText().matches(".*/products/\\d+")
                && recording.body().isObject();
    }

    void sameAs(JsonNode answered) {
        JsonNode recorded = recording.answer();
        assertThat(answered.getNodeType()).isEqualTo(recorded.getNodeType());
        if (recorded.isArray()) {
            sameList(recorded, answered);
        } else {
            same(recorded, answered, "answer");
        }
    }

    /** Products made within one second come in no fixed order. */
    private void sameList(JsonNode recorded, JsonNode answered) {
        assertThat(answered.size()).isEqualTo(recorded.size());
        List<JsonNode> expected = byId(recorded);
        List<JsonNode> actual = byId(answered);
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).path("id").equals(actual.get(i).path("id"))) {
                same(expected.get(i), actual.get(i), "answer[" + i + "]");
            } else {
                assertThat(keys(actual.get(i))).isEqualTo(keys(expected.get(i)));
            }
        }
    }

    private void same(JsonNode recorded, JsonNode answered, String where) {
        if (recorded instanceof ObjectNode object) {
            assertThat(answered.isObject()).as(where).isTrue();
            if (object.has("code") && object.has("message") && !where.endsWith("data.error")) {
                assertThat(answered.path("code")).as(where).isEqualTo(object.path("code"));
                assertThat(answered.path("message")).as(where).isEqualTo(object.path("message"));
            }
            sameKeys(object, answered, where);
            object.properties().forEach(field -> {
                if (!Recording.isMarker(field.getValue())) {
                    sameField(field.getKey(), object, answered, where);
                }
            });
        } else if (recorded.isArray()) {
            assertThat(answered.size()).as(where + " length").isEqualTo(Recording.length(recorded));
            for (int i = 0; i < recorded.size() && !Recording.isMarker(recorded.get(i)); i++) {
                same(recorded.get(i), answered.get(i), where + "[" + i + "]");
            }
        }
    }

    private void sameField(String field, ObjectNode recorded, JsonNode answered, String where) {
        JsonNode expected = recorded.path(field);
        JsonNode actual = answered.path(field);
        boolean product = recorded.has("id") && (where.matches("answer(\\[\\d+])?") || where.matches(BATCH_ITEM));
        boolean touched = !updatesOne || recording.body().has(field);
        if (product && VALUES.contains(field)) {
            if (touched || FOLLOWING.contains(field)) {
                assertThat(actual.toString()).as(where + "." + field).isEqualTo(expected.toString());
            }
        } else if (!field.equals("related_ids") && (!product || touched || !expected.isArray())) {
            same(expected, actual, where + "." + field);
        }
    }

    private static void sameKeys(ObjectNode recorded, JsonNode answered, String where) {
        boolean shortened = where.matches(BATCH_ITEM) && recorded.has("id") && !recorded.has("_links");
        boolean leftOut = recorded.properties().stream().anyMatch(field -> Recording.isMarker(field.getValue()));
        if (shortened) {
            assertThat(keys(answered)).as(where).containsAll(keys(recorded));
        } else if (!leftOut) {
            assertThat(keys(answered)).as(where).isEqualTo(keys(recorded));
        }
    }

    private static List<JsonNode> byId(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        items.sort(Comparator.comparingLong(item -> item.path("id").asLong()));
        return items;
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
