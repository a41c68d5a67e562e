package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** {@code products} and {@code products/<id>}. */
final class ProductRoutes {

    private static final String LIST_METHODS = "GET, POST";
    private static final String ITEM_METHODS = "GET, POST, PUT, PATCH, DELETE";

    private final String address;
    private final Catalogue catalogue;
    private final ShopWrites writes;
    private final ProductShape shape;

    ProductRoutes(String url, Catalogue catalogue, ShopWrites writes, ProductShape shape) {
        this.address = url + "/wp-json/wc/v3/products";
        this.catalogue = catalogue;
        this.writes = writes;
        this.shape = shape;
    }

    Answer list(StoreRequest request) {
        return ListAnswer.of(request, address, new ProductQuery(catalogue.table()).find(request), shaper(request))
                .with("Allow", LIST_METHODS);
    }

    Answer create(StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.check(sent);
        ObjectNode product = writes.create(sent);
        return Answer.json(201, only(request, shape.edit(product)))
                .with("Location", address + "/" + product.path("id").asLong())
                .with("Allow", LIST_METHODS);
    }

    Answer get(long id, StoreRequest request) {
        ObjectNode product = catalogue.table().byId(id).orElseThrow(() -> RestError.invalidId(404));
        return item(request, shaper(request).apply(product));
    }

    Answer update(long id, StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.check(sent);
        long meant = sent.has("id") ? Php.whole(sent.get("id")) : id; // the id in the body wins
        return item(request, shape.edit(writes.update(meant, sent)));
    }

    Answer delete(long id, StoreRequest request) {
        boolean force = request.parameter("force")
                .orElse(Php.text(request.fields().get("force")))
                .matches("true|1");
        return item(request, shape.edit(force ? writes.delete(id) : writes.trash(id)));
    }

    private static Answer item(StoreRequest request, ObjectNode product) {
        return Answer.json(200, only(request, product)).with("Allow", ITEM_METHODS);
    }

    private static ObjectNode only(StoreRequest request, ObjectNode whole) {
        Set<String> wanted = new HashSet<>(ListAnswer.fields(request));
        if (wanted.isEmpty()) {
            return whole;
        }
        wanted.add("_links"); // single answers keep them
        return Json.only(whole, wanted);
    }

    private Function<ObjectNode, ObjectNode> shaper(StoreRequest request) {
        return request.parameter("context").orElse("view").equals("edit") ? shape::edit : shape::view;
    }
}
