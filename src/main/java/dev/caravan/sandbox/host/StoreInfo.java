package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.ItemAnswer;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.Right;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.rest.StoreRequest;
import java.util.Set;
import java.util.TreeSet;

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
        groups().forEach(group ->
                routes.on("settings/" + group, Right.LIST, (request, ids) -> settings(group, request)));
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
        return ItemAnswer.of(request, setting(path)).with("Allow", "GET, POST, PUT, PATCH");
    }

    private ObjectNode setting(String path) {
        ObjectNode setting = ((ObjectNode) SETTINGS.path(path)).deepCopy();
        String group = url + "/wp-json/wc/v3/settings/" + group(path);
        setting.set("_links", links(group, setting.path("id").asText(), "GET", "POST", "PUT", "PATCH"));
        return setting;
    }

    /** All of a group, as a list without pages; {@code _fields} leaves out the links unless it names them. */
    private Answer settings(String group, StoreRequest request) {
        ArrayNode settings = Json.array();
        SETTINGS.fieldNames().forEachRemaining(path -> {
            if (group(path).equals(group)) {
                settings.add(ListAnswer.only(request, setting(path)));
            }
        });
        return Answer.json(200, settings).with("Allow", "GET");
    }

    private static Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        SETTINGS.fieldNames().forEachRemaining(path -> groups.add(group(path)));
        return groups;
    }

    private static String group(String path) {
        return path.substring(0, path.indexOf('/'));
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
