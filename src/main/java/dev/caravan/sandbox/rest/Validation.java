package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Php;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The schema check of single calls; items of a batch never see it. */
public final class Validation {

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        type("boolean", "featured", "virtual", "downloadable", "manage_stock", "sold_individually", "reviews_allowed");
        type("integer", "stock_quantity", "low_stock_amount", "menu_order", "parent_id", "download_limit");
        type("string", "name", "slug", "sku", "description", "short_description", "regular_price", "sale_price");
        type("string", "type", "status", "catalog_visibility", "tax_status", "tax_class", "stock_status");
        type("string", "backorders", "weight", "shipping_class", "external_url", "button_text", "purchase_note");
        type("string", "date_on_sale_from", "date_on_sale_to", "global_unique_id", "post_password");
        type("array", "images", "categories", "tags", "attributes", "meta_data", "upsell_ids", "cross_sell_ids");
        type("object", "dimensions");
    }

    private static final Set<String> NOT_OF_VARIATION = Set.of(
            "name",
            "slug",
            "type",
            "featured",
            "catalog_visibility",
            "short_description",
            "sold_individually",
            "reviews_allowed",
            "parent_id",
            "external_url",
            "button_text",
            "purchase_note",
            "post_password",
            "images",
            "categories",
            "tags",
            "upsell_ids",
            "cross_sell_ids");
    private static final Map<String, String> OF_VARIATION = new LinkedHashMap<>(TYPES);

    static {
        OF_VARIATION.keySet().removeAll(NOT_OF_VARIATION);
        OF_VARIATION.put("image", "object");
    }

    private static final Set<String> TRUTHS = Set.of("0", "1", "true", "false", "");

    private Validation() {}

    public static void check(ObjectNode sent) {
        check(sent, TYPES);
    }

    public static void checkVariation(ObjectNode sent) {
        check(sent, OF_VARIATION);
    }

    private static void check(ObjectNode sent, Map<String, String> types) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Map<String, String> codes = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            JsonNode value = sent.get(name);
            if (value == null || value.isNull()) {
                return;
            }
            List<String> allowed = Choices.OF.getOrDefault(name, List.of());
            if (!isOf(type, value)) {
                wrong.put(name, name + " is not of type " + type + ".");
                codes.put(name, "rest_invalid_type");
            } else if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
                wrong.put(name, name + " is not one of " + listed(allowed) + ".");
                codes.put(name, "rest_not_in_enum");
            }
        });
        if (!wrong.isEmpty()) {
            throw error(wrong, codes);
        }
    }

    /** One wrong parameter of a query. */
    public static RestError wrongParameter(String name, String message, String code) {
        return error(Map.of(name, message), Map.of(name, code));
    }

    private static RestError error(Map<String, String> wrong, Map<String, String> codes) {
        ObjectNode params = Json.object();
        ObjectNode details = Json.object();
        wrong.forEach((name, message) -> {
            String code = String.valueOf(codes.get(name));
            params.put(name, message);
            ObjectNode detail = details.putObject(name).put("code", code).put("message", message);
            if (code.equals("rest_invalid_type")) {
                detail.putObject("data").put("param", name);
            } else {
                detail.putNull("data");
            }
        });
        return RestError.invalidParams(String.join(", ", wrong.keySet()), params, details);
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "boolean" ->
                value.isBoolean()
                        || TRUTHS.contains(Php.text(value).toLowerCase(Locale.ROOT)) && !value.isContainerNode();
            case "integer" -> isWhole(value);
            case "string" -> value.isTextual();
            case "array" -> !value.isObject();
            default -> value.isObject() || value.isArray() && value.isEmpty();
        };
    }

    private static boolean isWhole(JsonNode value) {
        try {
            return !value.isContainerNode()
                    && !value.isBoolean()
                    && new BigDecimal(Php.text(value)).stripTrailingZeros().scale() <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String listed(List<String> allowed) {
        List<String> heads = new ArrayList<>(allowed);
        String last = heads.remove(heads.size() - 1);
        return String.join(", ", heads) + ", and " + last;
    }

    private static void type(String type, String... names) {
        for (String name : names) {
            TYPES.put(name, type);
        }
    }
}
