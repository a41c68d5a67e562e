package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Lists of categories, tags, brands, shipping classes and global attributes. */
final class TermRoutes {

    private final String url;
    private final Terms terms;
    private final GlobalAttributes attributes;

    TermRoutes(String url, Terms terms, GlobalAttributes attributes) {
        this.url = url;
        this.terms = terms;
        this.attributes = attributes;
    }

    void addTo(Routes routes) {
        for (Taxonomy taxonomy :
                List.of(Taxonomy.CATEGORIES, Taxonomy.TAGS, Taxonomy.BRANDS, Taxonomy.SHIPPING_CLASSES)) {
            routes.on("products/" + taxonomy.path(), Right.LIST, (request, ids) -> list(taxonomy, request));
        }
        routes.on("products/attributes", Right.LIST, (request, ids) -> attributes(request));
    }

    private Answer list(Taxonomy taxonomy, StoreRequest request) {
        String address = url + "/wp-json/wc/v3/products/" + taxonomy.path();
        String slug = request.parameter("slug").orElse("");
        String search = request.parameter("search").orElse("").toLowerCase(Locale.ROOT);
        List<ObjectNode> found = terms.all(taxonomy).stream()
                .filter(term -> slug.isEmpty() || term.path("slug").asText().equals(slug))
                .filter(term ->
                        term.path("name").asText().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        return ListAnswer.of(request, address, found, term -> TermShape.of(taxonomy, term, address))
                .with("Allow", ItemAnswer.LIST_METHODS);
    }

    private Answer attributes(StoreRequest request) {
        String address = url + "/wp-json/wc/v3/products/attributes";
        return ListAnswer.of(request, address, attributes.all(), attribute -> TermShape.attribute(attribute, address))
                .with("Allow", ItemAnswer.LIST_METHODS);
    }
}
