package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.BatchRoute;
import dev.caravan.sandbox.rest.ItemAnswer;
import dev.caravan.sandbox.rest.Links;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.Right;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;
import dev.caravan.sandbox.rest.Validation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code products/<id>/variations}, one of them, and their {@code batch}. */
public final class VariationRoutes {

    private static final String LIST = "products/{id}/variations";
    private static final String ITEM = LIST + "/{id}";

    private final String url;
    private final ProductTable table;
    private final ShopWrites writes;
    private final VariationShape shape;

    public VariationRoutes(String url, ProductTable table, ShopWrites writes, VariationShape shape) {
        this.url = url;
        this.table = table;
        this.writes = writes;
        this.shape = shape;
    }

    public void addTo(Routes routes) {
        routes.on(LIST, Right.LIST, (request, ids) -> list(ids[0], request))
                .on(LIST, Right.CREATE, (request, ids) -> create(ids[0], request))
                .on(LIST + "/batch", Right.BATCH, (request, ids) -> BatchRoute.answer(request, new Batch(ids[0])))
                .on(ITEM, Right.READ, (request, ids) -> get(ids[0], ids[1], request))
                .on(ITEM, Right.EDIT, (request, ids) -> update(ids[0], ids[1], request))
                .on(ITEM, Right.DELETE, (request, ids) -> delete(ids[0], ids[1], request));
    }

    /** Newest first; without {@code status} all but the trash, and {@code sku} as one or several. */
    private Answer list(long parent, StoreRequest request) {
        List<ObjectNode> found = new ArrayList<>(table.variations(parent).stream()
                .filter(ProductQuery.hasStatus(request))
                .filter(hasSku(request))
                .filter(isIncluded(request))
                .toList());
        if (!request.parameter("order").orElse("desc").equals("asc")) {
            Collections.reverse(found);
        }
        return ListAnswer.of(request, address(parent), found, shaper(request)).with("Allow", ItemAnswer.LIST_METHODS);
    }

    private static Predicate<ObjectNode> isIncluded(StoreRequest request) {
        List<String> ids = List.of(request.parameter("include").orElse("").split(","));
        return variation ->
                ids.equals(List.of("")) || ids.contains(variation.path("id").asText());
    }

    private static Predicate<ObjectNode> hasSku(StoreRequest request) {
        String skus = request.parameter("sku").orElse("");
        List<String> wanted = List.of(skus.split(","));
        return variation -> skus.isEmpty()
                || wanted.stream()
                        .anyMatch(sku ->
                                sku.equalsIgnoreCase(variation.path("sku").asText()));
    }

    /** The recorded {@code Location} is broken: it holds the pattern instead of the parent's id. */
    private Answer create(long parent, StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.checkVariation(sent);
        return ItemAnswer.created(
                request,
                writes.createVariation(parent, sent),
                url + "/wp-json/wc/v3/products/(?P<product_id>[\\d]+)/variations");
    }

    private Answer get(long parent, long id, StoreRequest request) {
        ObjectNode variation = table.variation(parent, id).orElseThrow(RestError::invalidVariationId);
        return ItemAnswer.of(request, shaper(request).apply(variation));
    }

    private Answer update(long parent, long id, StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.checkVariation(sent);
        long meant = sent.has("id") ? Php.whole(sent.get("id")) : id; // the id in the body wins
        return ItemAnswer.of(request, writes.updateVariation(parent, meant, sent));
    }

    private Answer delete(long parent, long id, StoreRequest request) {
        return ItemAnswer.isForced(request)
                ? ItemAnswer.gone(request, writes.deleteVariation(parent, id))
                : ItemAnswer.of(request, writes.trashVariation(parent, id));
    }

    private String address(long parent) {
        return url + "/wp-json/wc/v3/products/" + parent + "/variations";
    }

    private Function<ObjectNode, ObjectNode> shaper(StoreRequest request) {
        return ItemAnswer.isEdit(request) ? shape::edit : shape::view;
    }

    private final class Batch implements BatchRoute.Items {

        private final long parent;

        Batch(long parent) {
            this.parent = parent;
        }

        @Override
        public ObjectNode create(ObjectNode item) {
            return writes.createVariation(parent, item);
        }

        @Override
        public ObjectNode update(long id, ObjectNode item) {
            return writes.updateVariation(parent, id, item);
        }

        @Override
        public ObjectNode delete(long id) {
            return Links.withoutHints(writes.deleteVariation(parent, id));
        }
    }
}
