package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the store says about itself: the open index and the system status. */
final class StoreInfo {

    /** By the end of their address, e.g. {@code products/woocommerce_weight_unit}. */
    private static final ObjectNode SETTINGS = Json.resource("settings.json");

    private final String name;
    private final String url;

    StoreInfo(String name, String url) {
        this.name = name;
        this.url = url;
    }

    void addTo(Routes routes) {
        routes.on("system_status", Right.LIST, (request, ids) -> systemStatus(request));
        routes.on("data/currencies/current", Right.LIST, (request, ids) -> currency());
        SETTINGS.fieldNames()
                .forEachRemaining(
                        path -> routes.on("settings/" + path, Right.READ, (request, ids) -> setting(path, request)));
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

    private Answer setting(String path, StoreRequest request) {
        ObjectNode setting = ((ObjectNode) SETTINGS.path(path)).deepCopy();
        String group = url + "/wp-json/wc/v3/settings/" + path.substring(0, path.indexOf('/'));
        setting.set("_links", links(group, setting.path("id").asText(), "GET", "POST", "PUT", "PATCH"));
        return ItemAnswer.of(request, setting).with("Allow", "GET, POST, PUT, PATCH");
    }

    private Answer currency() {
        ObjectNode euro = Json.object().put("code", "EUR").put("name", "Euro").put("symbol", "&euro;");
        euro.set("_links", links(url + "/wp-json/wc/v3/data/currencies", "EUR", "GET"));
        return Answer.json(200, euro).with("Allow", "GET");
    }

    private static ObjectNode links(String collection, String id, String... methods) {
        ObjectNode links = Json.object();
        ObjectNode self = links.putArray("self").addObject().put("href", collection + "/" + id);
        ArrayNode allow = self.putObject("targetHints").putArray("allow");
        for (String method : methods) {
            allow.add(method);
        }
        links.putArray("collection").addObject().put("href", collection);
        return links;
    }
}
