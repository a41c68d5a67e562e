package dev.caravan.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.architecture.RouteFacts.Found;
import dev.caravan.architecture.RouteFacts.Named;
import dev.caravan.architecture.RouteFacts.Route;
import dev.caravan.architecture.RouteFacts.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conventions that every YAML route keeps; {@link #faults} says where one does not. */
final class RouteConventions {

    static final int LONGEST_EXPRESSION = 120;
    static final int MOST_HEADERS = 3;

    private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final Pattern PLACE =
            Pattern.compile("(" + String.join("|", Rooms.MAY_USE.keySet()) + ")/" + KEBAB + "\\.camel\\.yaml");
    /** In YAML a comment begins a line or follows a blank. None of our texts has such a sign. */
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#");

    /** What a viewer changes too: the own password and the own sessions. */
    private static final Set<String> OF_ONES_OWN =
            Set.of("rest-set-password", "rest-end-own-sessions", "rest-save-filter", "rest-delete-saved-filter");

    private static final Set<String> ANSWERS_WITH_BODY = Set.of("ok", "created");

    private static final Set<String> HTTP_HEADERS = Set.of(
            "accept",
            "authorization",
            "cache-control",
            "content-disposition",
            "content-length",
            "content-type",
            "location",
            "retry-after",
            "user-agent",
            "www-authenticate");

    private final RouteFacts facts;
    private final List<RouteFile> files;
    private final Endpoints.OfJava java;
    private final List<String> faults = new ArrayList<>();

    private RouteConventions(List<RouteFile> files, Endpoints.OfJava java) {
        this.files = files;
        this.java = java;
        facts = RouteFacts.of(files);
    }

    /** One sentence for each place that breaks a convention. */
    static List<String> faults(Path routes, Path javaSources) {
        RouteConventions conventions = new RouteConventions(RouteFile.below(routes), Endpoints.ofJava(javaSources));
        conventions.places();
        conventions.comments();
        conventions.names();
        conventions.steps();
        conventions.ends();
        conventions.restRoutes();
        conventions.roles();
        conventions.schedulers();
        conventions.greedySchedulers();
        conventions.groups();
        conventions.sqlSteps();
        conventions.answers();
        conventions.expressions();
        conventions.headers();
        return conventions.faults;
    }

    private void places() {
        files.stream()
                .filter(file -> !PLACE.matcher(file.path()).matches())
                .forEach(file -> fault(file.path(), "lies elsewhere than in <room>/<flow>.camel.yaml"));
        facts.strangers.forEach(found -> fault(found.file(), "starts with %s, not with a route", found.text()));
    }

    /** Kaoto drops comments when it saves: what matters stands in a description or a note. */
    private void comments() {
        files.stream()
                .filter(file -> COMMENT.matcher(file.text()).find())
                .forEach(file -> fault(file.path(), "has a comment, which visual editors drop: write a note"));
    }

    private void names() {
        for (Named named : facts.named) {
            if (!named.id().matches(KEBAB)) {
                fault(named.file(), "%s has no kebab-case id: '%s'", named.kind(), named.id());
            }
            if (named.description().isBlank()) {
                fault(named.file(), "%s %s has no description", named.kind(), named.id());
            } else if (named.kind().startsWith("route")
                    && !named.description().strip().endsWith(".")) {
                fault(named.file(), "the description of %s %s is no sentence", named.kind(), named.id());
            }
        }
        for (Route route : facts.routes) {
            if (route.from().startsWith("direct:") && !route.from().equals("direct:" + route.id())) {
                fault(route.file(), "route %s starts from %s: id and endpoint differ", route.id(), route.from());
            }
        }
    }

    private void steps() {
        Set<String> known = new HashSet<>();
        facts.named.stream()
                .filter(named -> !known.add(named.id()))
                .forEach(named -> fault(named.file(), "id %s is given twice", named.id()));
        for (Step step : facts.steps) {
            if (!step.id().matches(KEBAB)) {
                fault(step.file(), "step %s has no kebab-case id: '%s'", step.kind(), step.id());
            } else if (!known.add(step.id())) {
                fault(step.file(), "id %s is given twice", step.id());
            }
        }
    }

    private void ends() {
        Set<String> starts = Stream.concat(facts.routes.stream().map(Route::from), java.consumed().stream())
                .collect(Collectors.toSet());
        Set<String> targets = Stream.concat(facts.targets.stream(), facts.restTargets.stream())
                .map(Found::text)
                .collect(Collectors.toSet());
        Stream.concat(facts.targets.stream(), facts.restTargets.stream())
                .filter(target -> !starts.contains(target.text()))
                .forEach(target -> fault(target.file(), "nothing starts from %s", target.text()));
        java.mentioned().stream()
                .filter(target -> !starts.contains(target))
                .forEach(target -> fault("Java", "nothing starts from %s", target));
        facts.routes.stream()
                .filter(route -> route.from().startsWith("direct:"))
                .filter(route ->
                        !targets.contains(route.from()) && !java.mentioned().contains(route.from()))
                .forEach(route -> fault(route.file(), "%s dangles: nothing calls it", route.from()));
    }

    /** Exactly one: two would be alternatives for a reader of the OpenAPI description. */
    private void roles() {
        facts.verbs.stream()
                .filter(verb ->
                        verb.roles().size() != 1 || !verb.roles().get(0).matches("role:(viewer|operator|admin)"))
                .forEach(verb -> fault(
                        verb.file(),
                        "%s %s names no role; give it security: [{key: role, scopes: viewer}], operator or admin",
                        verb.kind(),
                        verb.id()));
        facts.verbs.stream()
                .filter(verb -> verb.roles().equals(List.of("role:viewer"))
                        && !verb.kind().equals("get")
                        && !OF_ONES_OWN.contains(verb.id()))
                .forEach(
                        verb -> fault(verb.file(), "%s %s changes something: not for viewers", verb.kind(), verb.id()));
    }

    /** Camel moves the direct route of a REST verb into the verb's own route, so nothing else can call it. */
    private void restRoutes() {
        Set<String> rest = new HashSet<>();
        facts.restTargets.stream()
                .filter(target -> !rest.add(target.text()))
                .forEach(target -> fault(target.file(), "%s belongs to two REST verbs", target.text()));
        Stream.concat(facts.targets.stream(), java.mentioned().stream().map(mentioned -> new Found("Java", mentioned)))
                .filter(target -> rest.contains(target.text()))
                .forEach(target ->
                        fault(target.file(), "%s belongs to a REST verb: it cannot be called", target.text()));
        facts.routes.stream()
                .filter(route -> rest.contains(route.from()))
                .filter(route -> !route.configuration().equals("rest-api"))
                .forEach(route -> fault(route.file(), "route %s lacks routeConfigurationId rest-api", route.id()));
    }

    /** Nobody waits for these: without it, each round logs a stack trace while the database is away. */
    private void schedulers() {
        facts.routes.stream()
                .filter(route -> route.from().startsWith("timer:"))
                .forEach(route -> fault(
                        route.file(),
                        "route %s starts from a timer, which stands still while the clock is set back: take a scheduler",
                        route.id()));
        facts.routes.stream()
                .filter(route -> route.from().matches("(timer|scheduler):.*"))
                .filter(route -> !route.configuration().equals("background-work"))
                .forEach(route ->
                        fault(route.file(), "route %s lacks routeConfigurationId background-work", route.id()));
    }

    /** A greedy scheduler begins again at once unless the route says no: without a database it would do so for ever. */
    private void greedySchedulers() {
        files.forEach(file -> file.items().findValues("route").stream()
                .filter(route -> route.at("/from/parameters/greedy").asBoolean())
                .filter(route ->
                        !route.at("/from/steps/0/setProperty/name").asText().equals("CamelSchedulerPolledMessages")
                                || !route.at("/from/steps/0/setProperty/constant")
                                        .asText()
                                        .equals("false"))
                .forEach(route -> fault(
                        file.path(),
                        "route %s is greedy, and would begin again at once after a failure",
                        route.path("id").asText())));
    }

    /** By these operators find their way in Hawtio. */
    private void groups() {
        Stream.concat(facts.routes.stream(), facts.templates.stream())
                .filter(route -> !groupsOf(route).contains(route.group()))
                .forEach(route -> fault(
                        route.file(),
                        "route %s is in the group '%s', not in one of %s",
                        route.id(),
                        route.group(),
                        groupsOf(route)));
    }

    private static List<String> groupsOf(Route route) {
        if (route.configuration().equals("rest-api")) {
            return List.of("rest");
        }
        return route.from().startsWith("scheduler:") ? List.of("background") : List.of("deliver", "inbound");
    }

    /**
     * The header CamelSqlQuery of a message takes the place of the statement, and other headers that of parameters: no header
     * comes to such a step. A scheduler sends none.
     */
    private void sqlSteps() {
        files.forEach(file -> file.items().findValues("route").stream()
                .filter(route -> route.findValuesAsText("uri").stream().anyMatch(uri -> uri.startsWith("sql:")))
                .filter(route -> !Endpoints.uri(route.path("from")).startsWith("scheduler:"))
                .filter(route -> !removesHeaders(route.at("/from/steps/0/removeHeaders")))
                .forEach(route -> fault(
                        file.path(),
                        "route %s has an sql step, and does not begin with removeHeaders of all but CamelRedeliver*",
                        route.path("id").asText())));
        files.forEach(file -> file.items().findValues("route").stream()
                .filter(route -> route.path("routeConfigurationId").asText().equals("rest-api"))
                .filter(route -> route.findValuesAsText("uri").stream().anyMatch(uri -> uri.startsWith("sql:")))
                .forEach(route -> fault(
                        file.path(),
                        "route %s has an sql step, and its message comes from outside",
                        route.path("id").asText())));
    }

    /** All but those in which an error handler counts: without them it would repeat a step for ever. */
    private static boolean removesHeaders(JsonNode step) {
        return step.path("pattern").asText().equals("*")
                && step.path("excludePattern").asText().equals("CamelRedeliver*");
    }

    /** What an endpoint returns is no JSON before a marshal step has written it. */
    private void answers() {
        files.forEach(file -> file.items().findValues("steps").forEach(steps -> {
            for (int i = 0; i < steps.size(); i++) {
                JsonNode bean = steps.get(i).path("bean");
                if (bean.path("ref").asText().equals("reply")
                        && ANSWERS_WITH_BODY.contains(bean.path("method").asText())
                        && !steps.path(i - 1).has("marshal")) {
                    fault(
                            file.path(),
                            "step %s answers what no marshal step has written",
                            bean.path("id").asText());
                }
            }
        }));
    }

    private void expressions() {
        facts.expressions.stream()
                .filter(found -> found.text().length() > LONGEST_EXPRESSION)
                .forEach(found -> fault(found.file(), "long Simple expression, better a bean: %s", found.text()));
    }

    private void headers() {
        List<String> own = facts.headers.stream()
                .filter(name -> !name.startsWith("Camel"))
                .filter(name -> !HTTP_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (own.size() > MOST_HEADERS) {
            fault("all files", "more than %d headers of our own: %s", MOST_HEADERS, own);
        }
    }

    private void fault(String file, String format, Object... arguments) {
        faults.add(file + ": " + format.formatted(arguments));
    }
}
