package dev.caravan.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The REST operations as their verbs declare them in {@code routes/}: path, parameters and types of bodies. */
@Component
class RestOperations {

    private static final String DIRECT = "direct:";
    private static final List<String> JSON = List.of("application/json");

    /**
     * One verb at one path.
     *
     * @param segments of the path; one in braces stands for a parameter
     * @param query names of the query parameters that the operation knows
     * @param headers names of the request headers that the operation knows
     * @param consumes the media types of the bodies that it takes
     */
    record Operation(
            String method, List<String> segments, Set<String> query, Set<String> headers, List<String> consumes) {

        private boolean isAt(String verb, List<String> path) {
            return method.equals(verb) && matches(path);
        }

        private boolean matches(List<String> path) {
            for (int i = 0; i < segments.size() && segments.size() == path.size(); i++) {
                if (!isParameter(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return segments.size() == path.size();
        }

        private long fixed() {
            return segments.stream().filter(segment -> !isParameter(segment)).count();
        }

        static boolean isParameter(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }
    }

    private record Known(int rests, List<Operation> operations) {}

    private final ModelCamelContext context;
    private volatile Known known = new Known(0, List.of());
    private final ConcurrentHashMap<String, Operation> byRoute = new ConcurrentHashMap<>();

    RestOperations(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /** The operation of a route. @param routeId as {@code direct:} endpoint of the verb and id of the route */
    Optional<Operation> ofRoute(String routeId) {
        Operation known = byRoute.get(routeId);
        if (known == null) {
            known = context.getRestDefinitions().stream()
                    .flatMap(rest -> rest.getVerbs().stream()
                            .filter(verb -> verb.getTo().getUri().equals(DIRECT + routeId))
                            .map(verb -> operation(rest, verb)))
                    .findFirst()
                    .orElse(null);
            if (known != null) {
                byRoute.put(routeId, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /** The operation at an address, the one with the fewest parameters in its path if there are several. */
    Optional<Operation> at(String method, String rawPath) {
        List<String> path = segments(rawPath);
        return all().stream()
                .filter(operation -> operation.isAt(method, path))
                .max((a, b) -> Long.compare(a.fixed(), b.fixed()));
    }

    /** Camel adds the definitions while it starts. */
    private List<Operation> all() {
        List<RestDefinition> rests = context.getRestDefinitions();
        if (known.rests() != rests.size()) {
            known = new Known(
                    rests.size(),
                    rests.stream()
                            .flatMap(rest -> rest.getVerbs().stream().map(verb -> operation(rest, verb)))
                            .toList());
        }
        return known.operations();
    }

    /** The parts of a path between its slashes, as they were sent. */
    static List<String> segments(String path) {
        return Arrays.asList(path.replaceAll("^/+", "").split("/", -1));
    }

    private static Operation operation(RestDefinition rest, VerbDefinition verb) {
        String consumes = verb.getConsumes() == null ? rest.getConsumes() : verb.getConsumes();
        return new Operation(
                verb.asVerb().toUpperCase(Locale.ROOT),
                segments(text(rest.getPath()) + text(verb.getPath())),
                names(verb, RestParamType.query),
                names(verb, RestParamType.header),
                consumes == null
                        ? JSON
                        : Stream.of(consumes.split(",")).map(String::strip).toList());
    }

    private static String text(@Nullable String path) {
        return path == null ? "" : path;
    }

    private static Set<String> names(VerbDefinition verb, RestParamType type) {
        return verb.getParams().stream()
                .filter(param -> param.getType() == type)
                .map(ParamDefinition::getName)
                .collect(Collectors.toUnmodifiableSet());
    }
}
