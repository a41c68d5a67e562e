package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Read-only lists of categories, tags and global attributes. */
final class TermRoutes {

    private final String url;
    private final Terms terms;

    TermRoutes(String url, Terms terms) {
        this.url = url;
        this.terms = terms;
    }

    Answer list(TermKind kind, StoreRequest request) {
        String address = url + "/wp-json/wc/v3/products/" + kind.path();
        String slug = request.parameter("slug").orElse("");
        String search = request.parameter("search").orElse("").toLowerCase(Locale.ROOT);
        List<ObjectNode> found = terms.all(kind).stream()
                .filter(term -> slug.isEmpty() || term.path("slug").asText().equals(slug))
                .filter(term ->
                        term.path("name").asText().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        return ListAnswer.of(request, address, found, term -> shown(kind, term, address))
                .with("Allow", "GET, POST");
    }

    private static ObjectNode shown(TermKind kind, ObjectNode term, String address) {
        ObjectNode shown = term.deepCopy();
        switch (kind) {
            case CATEGORIES ->
                shown.put("parent", 0)
                        .put("description", "")
                        .put("display", "default")
                        .putNull("image")
                        .put("menu_order", 0)
                        .put("count", 0);
            case TAGS -> shown.put("description", "").put("count", 0);
            case ATTRIBUTES ->
                shown.put("type", "select").put("order_by", "menu_order").put("has_archives", false);
        }
        shown.set("_links", Links.of(address, term.path("id").asLong()));
        return shown;
    }
}
