package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;

/** The {@code _links} of a product or term. */
public final class Links {

    private Links() {}

    public static ObjectNode of(String collection, long id) {
        ObjectNode links = Json.object();
        ObjectNode self = links.putArray("self").addObject().put("href", collection + "/" + id);
        self.putObject("targetHints")
                .putArray("allow")
                .add("GET")
                .add("POST")
                .add("PUT")
                .add("PATCH")
                .add("DELETE");
        links.putArray("collection").addObject().put("href", collection);
        return links;
    }

    /** A deleted variation or term is shown without hints about its address. */
    public static ObjectNode withoutHints(ObjectNode item) {
        ((ObjectNode) item.path("_links").path("self").path(0)).remove("targetHints");
        return item;
    }
}
