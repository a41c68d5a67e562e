package dev.caravan.sandbox.term;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.BatchRoute;
import dev.caravan.sandbox.rest.ItemAnswer;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.Right;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;

/** {@code products/attributes}: the global attributes themselves. */
public final class AttributeRoutes implements BatchRoute.Items {

    private static final String LIST = "products/attributes";
    private static final String ITEM = LIST + "/{id}";

    private final String address;
    private final GlobalAttributes attributes;

    public AttributeRoutes(String url, GlobalAttributes attributes) {
        this.address = url + "/wp-json/wc/v3/products/attributes";
        this.attributes = attributes;
    }

    public void addTo(Routes routes) {
        routes.on(LIST, Right.LIST, (request, ids) -> list(request))
                .on(
                        LIST,
                        Right.CREATE,
                        (request, ids) -> ItemAnswer.created(request, create(request.fields()), address))
                .on(LIST + "/batch", Right.BATCH, (request, ids) -> BatchRoute.answer(request, this))
                .on(ITEM, Right.READ, (request, ids) -> ItemAnswer.of(request, get(ids[0])))
                .on(ITEM, Right.EDIT, (request, ids) -> ItemAnswer.of(request, update(ids[0], request.fields())))
                .on(ITEM, Right.DELETE, (request, ids) -> delete(ids[0], request));
    }

    /** All at once: this list has no pages. */
    private Answer list(StoreRequest request) {
        ArrayNode all = Json.array();
        attributes.all().forEach(attribute -> all.add(ListAnswer.only(request, shown(attribute))));
        return Answer.json(200, all)
                .with("X-WP-Total", String.valueOf(all.size()))
                .with("X-WP-TotalPages", "1")
                .with("Allow", ItemAnswer.LIST_METHODS);
    }

    private ObjectNode get(long id) {
        return shown(attributes.byId(id).orElseThrow(RestError::unknownTaxonomy));
    }

    private Answer delete(long id, StoreRequest request) {
        if (!ItemAnswer.isForced(request)) {
            throw RestError.noTrash();
        }
        return ItemAnswer.of(request, delete(id));
    }

    @Override
    public ObjectNode create(ObjectNode item) {
        return shown(attributes.create(item));
    }

    @Override
    public ObjectNode update(long id, ObjectNode item) {
        return shown(attributes.update(id, item));
    }

    @Override
    public ObjectNode delete(long id) {
        return shown(attributes.delete(id));
    }

    private ObjectNode shown(ObjectNode attribute) {
        return TermShape.attribute(attribute, address);
    }
}
