package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the store says about itself: the open index and the system status. */
final class StoreInfo {

    private final String name;
    private final String url;

    StoreInfo(String name, String url) {
        this.name = name;
        this.url = url;
    }

    void addTo(Routes routes) {
        routes.on("system_status", Right.LIST, (request, ids) -> systemStatus(request));
    }

    Answer index(StoreRequest request, boolean withWooCommerce) {
        ObjectNode index = Json.resource("index.json");
        index.put("name", name).put("description", "sandbox store, not a real shop");
        index.put("url", url).put("home", url);
        if (!withWooCommerce) {
            ArrayNode namespaces = Json.array();
            index.path("namespaces").forEach(namespace -> {
                if (!namespace.asText().matches("(wc|jetpack|wccom).*")) {
                    namespaces.add(namespace);
                }
            });
            index.set("namespaces", namespaces);
        }
        return Answer.json(200, ListAnswer.only(request, index)).with("Allow", "GET");
    }

    Answer namespace() {
        ObjectNode namespace = Json.object().put("namespace", "wc/v3");
        namespace.putObject("routes");
        namespace.putObject("_links").putArray("up").addObject().put("href", url + "/wp-json/");
        return Answer.json(200, namespace).with("Allow", "GET");
    }

    private Answer systemStatus(StoreRequest request) {
        ObjectNode status = Json.resource("system-status.json");
        ((ObjectNode) status.path("environment")).put("home_url", url).put("site_url", url);
        return Answer.json(200, ListAnswer.only(request, status)).with("Allow", "GET");
    }
}
