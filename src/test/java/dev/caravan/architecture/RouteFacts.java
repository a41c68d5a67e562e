package dev.caravan.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the files of routes contain, gathered in one walk; {@link RouteConventions} judges it. */
final class RouteFacts {

    /** Something with an id and a description. @param kind its key in the file */
    record Named(String file, String kind, String id, String description) {}

    /** A route, or the one of a template. @param from for example {@code direct:settle-batch} */
    record Route(String file, String id, String from, String configuration, String group) {}

    /** A step of a route. @param id empty if it has none */
    record Step(String file, String kind, String id) {}

    /** A call of the REST API. @param roles that its security names, each as {@code key:scopes} */
    record Verb(String file, String kind, String id, List<String> roles) {}

    /** A text of a file: a target, a Simple expression. */
    record Found(String file, String text) {}

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head");
    private static final Set<String> PROSE = Set.of("id", "description", "title", "message", "note");

    final List<Named> named = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final List<Route> templates = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final List<Verb> verbs = new ArrayList<>();
    final List<Found> targets = new ArrayList<>();
    final List<Found> restTargets = new ArrayList<>();
    final List<Found> expressions = new ArrayList<>();
    final List<Found> strangers = new ArrayList<>();
    final Set<String> headers = new TreeSet<>();

    static RouteFacts of(List<RouteFile> files) {
        RouteFacts facts = new RouteFacts();
        files.forEach(facts::read);
        return facts;
    }

    private void read(RouteFile file) {
        for (JsonNode item : file.items()) {
            item.properties().forEach(entry -> top(file.path(), entry.getKey(), entry.getValue()));
        }
    }

    private void top(String file, String kind, JsonNode node) {
        switch (kind) {
            case "route" -> {
                name(file, kind, node);
                routes.add(route(file, node.path("id").asText(), node));
            }
            case "routeTemplate" -> {
                name(file, kind, node);
                templates.add(route(file, node.path("id").asText(), node.path("route")));
            }
            case "routeConfiguration" -> name(file, kind, node);
            case "rest" -> rest(file, node);
            case "beans" -> {}
            default -> strangers.add(new Found(file, kind));
        }
        if (!kind.equals("rest")) {
            walk(file, node);
        }
    }

    private void name(String file, String kind, JsonNode node) {
        named.add(new Named(
                file, kind, node.path("id").asText(), node.path("description").asText()));
    }

    private static Route route(String file, String id, JsonNode node) {
        return new Route(
                file,
                id,
                Endpoints.uri(node.path("from")),
                node.path("routeConfigurationId").asText(),
                node.path("group").asText());
    }

    private void rest(String file, JsonNode rest) {
        name(file, "rest", rest);
        for (String verb : VERBS) {
            for (JsonNode call : rest.path(verb)) {
                name(file, verb, call);
                List<String> roles = new ArrayList<>();
                call.path("security")
                        .forEach(security -> roles.add(security.path("key").asText() + ":"
                                + security.path("scopes").asText()));
                verbs.add(new Verb(file, verb, call.path("id").asText(), roles));
                restTargets.add(new Found(file, Endpoints.uri(call.path("to"))));
            }
        }
    }

    private void walk(String file, JsonNode node) {
        if (node.isArray()) {
            node.forEach(child -> walk(file, child));
        }
        node.properties().forEach(entry -> field(file, entry.getKey(), entry.getValue()));
    }

    private void field(String file, String key, JsonNode value) {
        switch (key) {
            case "steps" -> value.forEach(entry -> step(file, entry));
            case "simple" -> expressions.add(new Found(file, expression(value)));
            case "setHeader" -> headers.add(value.path("name").asText());
            case "setHeaders" ->
                value.path("headers")
                        .forEach(header -> headers.add(header.path("name").asText()));
            default -> {}
        }
        if (key.equals("from")) {
            field(file, "steps", value.path("steps")); // its own address is no target
        } else if (value.isContainerNode()) {
            if (value.has("uri")) {
                target(file, Endpoints.uri(value));
            }
            walk(file, value);
        } else if (value.isTextual() && !key.equals("uri") && !PROSE.contains(key)) {
            target(file, value.asText());
        }
    }

    private void step(String file, JsonNode entry) {
        if (entry.size() != 1) {
            steps.add(new Step(file, entry.toString(), ""));
            return;
        }
        entry.properties()
                .forEach(eip -> steps.add(
                        new Step(file, eip.getKey(), eip.getValue().path("id").asText())));
    }

    private void target(String file, String text) {
        Endpoints.in(text).forEach(endpoint -> targets.add(new Found(file, endpoint)));
    }

    private static String expression(JsonNode simple) {
        return simple.isTextual() ? simple.asText() : simple.path("expression").asText();
    }
}
