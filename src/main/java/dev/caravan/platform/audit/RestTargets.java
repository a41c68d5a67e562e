package dev.caravan.platform.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The target of a REST operation, by its address up to the last id: {@code products/12} for every operation on that
 * product. Without an id it is the address itself.
 */
@Component
class RestTargets {

    private static final String COMMON = "integration/woocommerce/";

    private final ModelCamelContext context;
    /** The number of segments up to the last id, for each operation; 0: all. */
    private final ConcurrentHashMap<String, Integer> lengths = new ConcurrentHashMap<>();

    RestTargets(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    String of(String operationId, String path) {
        int length = lengths.computeIfAbsent(operationId, this::length);
        String start = Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .limit(length == 0 ? Long.MAX_VALUE : length)
                .collect(Collectors.joining("/"));
        return decoded(start.startsWith(COMMON) ? start.substring(COMMON.length()) : start);
    }

    private int length(String operationId) {
        return context.getRestDefinitions().stream()
                .flatMap(rest -> rest.getVerbs().stream()
                        .filter(verb -> verb.getTo().getUri().equals("direct:" + operationId))
                        .map(verb -> text(rest.getPath()) + "/" + text(verb.getPath())))
                .findFirst()
                .map(RestTargets::lastId)
                .orElse(0);
    }

    private static String text(@Nullable String path) {
        return path == null ? "" : path;
    }

    private static int lastId(String template) {
        String[] segments = Arrays.stream(template.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toArray(String[]::new);
        int last = 0;
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                last = i + 1;
            }
        }
        return last;
    }

    private static String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
