package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person has typed into the form that connects a store. The secret is not a part of it: it goes to the operations, and never
 * back into a page.
 *
 * @param showing all, or some: only {@code fields}
 * @param fields as in an export mapping
 * @param what none, all or some products: those that the other four choose
 */
record ConnectForm(
        String storeName,
        String storeUrl,
        String consumerKey,
        String showing,
        Set<String> fields,
        String what,
        String status,
        String familyId,
        String categoryId,
        String search) {

    /** What a store shows of a product, beside name and SKU; in words. */
    static final Map<String, String> FIELDS = fieldWords();

    private static final String SOME = "some";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    static ConnectForm of(HttpServletRequest request) {
        String use = text(request, "use"); // the address that was found, chosen with a button
        return new ConnectForm(
                text(request, "storeName"),
                use.isEmpty() ? text(request, "storeUrl") : use,
                text(request, "consumerKey"),
                text(request, "showing").equals(SOME) ? SOME : "all",
                FIELDS.keySet().stream()
                        .filter(field -> text(request, "showing").isEmpty()
                                || !text(request, "field-" + field).isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                Set.of("none", SOME).contains(text(request, "what")) ? text(request, "what") : "all",
                text(request, "status"),
                text(request, "familyId"),
                text(request, "categoryId"),
                text(request, "search"));
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** The address as it is tested: people leave the scheme out. */
    public String address() {
        return storeUrl.isEmpty() || storeUrl.contains("://") ? storeUrl : "https://" + storeUrl;
    }

    /** What is tested. @param secret empty: the address only */
    Map<String, Object> test(String secret) {
        Map<String, Object> body = new HashMap<>();
        body.put("storeUrl", address());
        if (!consumerKey.isEmpty() && !secret.isEmpty()) {
            body.put("consumerKey", consumerKey);
            body.put("consumerSecret", secret);
        }
        return body;
    }

    /** The new connection. */
    Map<String, Object> connection(String secret) {
        return Map.of(
                "storeName", storeName,
                "storeUrl", address(),
                "consumerKey", consumerKey,
                "consumerSecret", secret);
    }

    /** The new export mapping; null: the usual one, which shows everything. */
    @Nullable Map<String, Object> mapping() {
        if (!showing.equals(SOME) || fields.containsAll(FIELDS.keySet())) {
            return null;
        }
        List<String> selected = new ArrayList<>(List.of("name", "sku"));
        FIELDS.keySet().stream().filter(fields::contains).forEach(selected::add);
        return Map.of("selectedFields", selected, "isActive", true);
    }

    boolean exports() {
        return !what.equals("none");
    }

    /** Which products are exported, as the catalogue filters them; empty: all. */
    Map<String, Object> filter() {
        Map<String, Object> filter = new LinkedHashMap<>();
        if (what.equals(SOME)) {
            put(filter, "status", status);
            putId(filter, "familyId", familyId);
            putId(filter, "categoryId", categoryId);
            put(filter, "search", search);
        }
        return filter;
    }

    private static void put(Map<String, Object> filter, String name, String value) {
        if (!value.isEmpty()) {
            filter.put(name, value);
        }
    }

    private static void putId(Map<String, Object> filter, String name, String value) {
        if (NUMBER.matcher(value).matches()) {
            filter.put(name, Long.valueOf(value));
        }
    }

    private static Map<String, String> fieldWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("price", "Price");
        words.put("salePrice", "Sale price");
        words.put("stockQuantity", "Stock");
        words.put("description", "Description");
        words.put("shortDescription", "Short description");
        words.put("assets", "Pictures");
        words.put("categories", "Categories");
        words.put("tags", "Tags");
        words.put("attributes", "Attributes, such as colour and size");
        words.put("weight", "Weight");
        words.put("dimensions", "Dimensions");
        words.put("status", "Whether it is published");
        return words;
    }
}
