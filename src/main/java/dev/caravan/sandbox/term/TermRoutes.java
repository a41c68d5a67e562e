package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.media.Media;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.BatchRoute;
import dev.caravan.sandbox.rest.ItemAnswer;
import dev.caravan.sandbox.rest.Links;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.Right;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Categories, tags, brands, shipping classes and the terms of global attributes: all of them are terms. */
public final class TermRoutes {

    private final String url;
    private final Terms terms;
    private final GlobalAttributes attributes;
    private final Media media;

    public TermRoutes(String url, Terms terms, GlobalAttributes attributes, Media media) {
        this.url = url + "/wp-json/wc/v3/products/";
        this.terms = terms;
        this.attributes = attributes;
        this.media = media;
    }

    public void addTo(Routes routes) {
        for (Taxonomy taxonomy :
                List.of(Taxonomy.CATEGORIES, Taxonomy.TAGS, Taxonomy.BRANDS, Taxonomy.SHIPPING_CLASSES)) {
            addTo(routes, "products/" + taxonomy.path(), id -> taxonomy);
        }
        addTo(routes, "products/attributes/{id}/terms", this::options);
    }

    /** @param taxonomy by the first number of the address, which may be the term's own */
    private void addTo(Routes routes, String list, LongFunction<Taxonomy> taxonomy) {
        String item = list + "/{id}";
        routes.on(list, Right.LIST, (request, ids) -> list(taxonomy.apply(first(ids)), request))
                .on(list, Right.CREATE, (request, ids) -> create(taxonomy.apply(first(ids)), request))
                .on(list + "/batch", Right.BATCH, (request, ids) -> batch(taxonomy.apply(first(ids)), request))
                .on(item, Right.READ, (request, ids) -> get(taxonomy.apply(first(ids)), last(ids), request))
                .on(item, Right.EDIT, (request, ids) -> update(taxonomy.apply(first(ids)), last(ids), request))
                .on(item, Right.DELETE, (request, ids) -> delete(taxonomy.apply(first(ids)), last(ids), request));
    }

    private Taxonomy options(long attribute) {
        return attributes
                .byId(attribute)
                .map(known -> Taxonomy.optionsOf(attribute))
                .orElseThrow(RestError::unknownTaxonomy);
    }

    private Answer list(Taxonomy taxonomy, StoreRequest request) {
        String slug = request.parameter("slug").orElse("");
        String search = request.parameter("search").orElse("").toLowerCase(Locale.ROOT);
        List<String> parents = request.parameter("parent").map(List::of).orElse(List.of());
        List<String> include =
                request.parameter("include").map(ids -> List.of(ids.split(","))).orElse(List.of());
        List<ObjectNode> found = terms.all(taxonomy).stream()
                .filter(term ->
                        include.isEmpty() || include.contains(term.path("id").asText()))
                .filter(term -> slug.isEmpty() || term.path("slug").asText().equals(slug))
                .filter(term -> parents.isEmpty()
                        || parents.contains(term.path("parent").asText("0")))
                .filter(term ->
                        term.path("name").asText().toLowerCase(Locale.ROOT).contains(search))
                .sorted(Comparator.comparing(term -> term.path("name").asText().toLowerCase(Locale.ROOT)))
                .toList();
        return ListAnswer.of(request, url + taxonomy.path(), found, shape(taxonomy)::apply)
                .with("Allow", ItemAnswer.LIST_METHODS);
    }

    private Answer create(Taxonomy taxonomy, StoreRequest request) {
        ObjectNode sent = request.fields();
        if (!sent.has("name")) {
            throw RestError.missingParameter("name");
        }
        ObjectNode made = terms.create(taxonomy, loaded(sent));
        return ItemAnswer.created(request, shape(taxonomy).apply(made), url + taxonomy.path());
    }

    private Answer get(Taxonomy taxonomy, long id, StoreRequest request) {
        ObjectNode term = terms.byId(taxonomy, id).orElseThrow(RestError::invalidTerm);
        return ItemAnswer.of(request, shape(taxonomy).apply(term));
    }

    private Answer update(Taxonomy taxonomy, long id, StoreRequest request) {
        ObjectNode term = terms.update(taxonomy, id, loaded(request.fields()));
        return ItemAnswer.of(request, shape(taxonomy).apply(term));
    }

    private Answer delete(Taxonomy taxonomy, long id, StoreRequest request) {
        if (terms.byId(taxonomy, id).isPresent() && !ItemAnswer.isForced(request)) {
            throw RestError.noTrash();
        }
        return ItemAnswer.gone(request, shape(taxonomy).apply(terms.delete(taxonomy, id)));
    }

    private Answer batch(Taxonomy taxonomy, StoreRequest request) {
        UnaryOperator<ObjectNode> shape = taxonomy.kind() == TermKind.OPTIONS
                ? term -> Links.withoutHints(
                        TermShape.of(taxonomy, term, url + "attributes/(?P<attribute_id>[\\d]+)/terms"))
                : shape(taxonomy);
        return BatchRoute.answer(request, new BatchRoute.Items() {
            @Override
            public ObjectNode create(ObjectNode item) {
                return shape.apply(terms.create(taxonomy, loaded(item)));
            }

            @Override
            public ObjectNode update(long id, ObjectNode item) {
                return shape.apply(terms.update(taxonomy, id, loaded(item)));
            }

            @Override
            public ObjectNode delete(long id) {
                return Links.withoutHints(shape.apply(terms.delete(taxonomy, id)));
            }
        });
    }

    private UnaryOperator<ObjectNode> shape(Taxonomy taxonomy) {
        return term -> TermShape.of(taxonomy, term, url + taxonomy.path());
    }

    /** The image of a category or brand is downloaded like that of a product. */
    private ObjectNode loaded(ObjectNode sent) {
        if (!sent.path("image").isObject()) {
            return sent;
        }
        ObjectNode changed = sent.deepCopy();
        changed.set(
                "image",
                media.images(Json.array().add(sent.get("image")), Instant.now(), "category")
                        .path(0));
        return changed;
    }

    private static long first(long[] ids) {
        return ids.length == 0 ? 0 : ids[0];
    }

    private static long last(long[] ids) {
        return ids[ids.length - 1];
    }
}
