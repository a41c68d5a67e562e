package dev.caravan.sandbox.rest;

import java.util.List;
import java.util.Map;

/** Fields with a closed list of values, in the order the store names them. */
public final class Choices {

    static final Map<String, List<String>> OF = Map.of(
            "type", List.of("simple", "grouped", "external", "variable"),
            "status", List.of("draft", "pending", "private", "publish", "future", "auto-draft", "trash"),
            "catalog_visibility", List.of("visible", "catalog", "search", "hidden"),
            "tax_status", List.of("taxable", "shipping", "none"),
            "stock_status", List.of("instock", "outofstock", "onbackorder"),
            "backorders", List.of("no", "notify", "yes"));

    private static final List<String> TAX_CLASSES = List.of("", "reduced-rate", "zero-rate");

    private Choices() {}

    /** A batch replaces an unknown value by the first of the list. */
    public static String orDefault(String field, String value) {
        List<String> allowed = OF.getOrDefault(field, TAX_CLASSES);
        return allowed.contains(value) ? value : allowed.get(0);
    }
}
