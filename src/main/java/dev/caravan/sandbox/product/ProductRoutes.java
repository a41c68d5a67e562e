package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.BatchRoute;
import dev.caravan.sandbox.rest.ItemAnswer;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.Right;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;
import dev.caravan.sandbox.rest.Validation;
import java.util.function.Function;

/** {@code products}, {@code products/<id>} and {@code products/batch}. */
public final class ProductRoutes implements BatchRoute.Items {

    private final String address;
    private final Catalogue catalogue;
    private final ShopWrites writes;
    private final ProductShape shape;

    public ProductRoutes(String url, Catalogue catalogue, ShopWrites writes, ProductShape shape) {
        this.address = url + "/wp-json/wc/v3/products";
        this.catalogue = catalogue;
        this.writes = writes;
        this.shape = shape;
    }

    public void addTo(Routes routes) {
        routes.on("products", Right.LIST, (request, ids) -> list(request))
                .on("products", Right.CREATE, (request, ids) -> create(request))
                .on("products/batch", Right.BATCH, (request, ids) -> BatchRoute.answer(request, this))
                .on("products/{id}", Right.READ, (request, ids) -> get(ids[0], request))
                .on("products/{id}", Right.EDIT, (request, ids) -> update(ids[0], request))
                .on("products/{id}", Right.DELETE, (request, ids) -> delete(ids[0], request));
    }

    private Answer list(StoreRequest request) {
        return ListAnswer.of(request, address, new ProductQuery(catalogue.table()).find(request), shaper(request))
                .with("Allow", ItemAnswer.LIST_METHODS);
    }

    private Answer create(StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.check(sent);
        return ItemAnswer.created(request, writes.create(sent), address);
    }

    private Answer get(long id, StoreRequest request) {
        ObjectNode product = catalogue.table().byId(id).orElseThrow(() -> RestError.invalidId(404));
        return ItemAnswer.of(request, shaper(request).apply(product));
    }

    private Answer update(long id, StoreRequest request) {
        ObjectNode sent = request.fields();
        Validation.check(sent);
        long meant = sent.has("id") ? Php.whole(sent.get("id")) : id; // the id in the body wins
        return ItemAnswer.of(request, writes.update(meant, sent));
    }

    private Answer delete(long id, StoreRequest request) {
        return ItemAnswer.of(request, ItemAnswer.isForced(request) ? writes.delete(id) : writes.trash(id));
    }

    @Override
    public ObjectNode create(ObjectNode item) {
        return writes.create(item);
    }

    @Override
    public ObjectNode update(long id, ObjectNode item) {
        return writes.update(id, item);
    }

    @Override
    public ObjectNode delete(long id) {
        return writes.delete(id);
    }

    private Function<ObjectNode, ObjectNode> shaper(StoreRequest request) {
        return ItemAnswer.isEdit(request) ? shape::edit : shape::view;
    }
}
