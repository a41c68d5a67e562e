package dev.caravan.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the names of {@code direct:} and {@code seda:} endpoints. */
final class Endpoints {

    private static final Pattern IN_TEXT = Pattern.compile("\\b(?:direct|seda):[A-Za-z0-9_.{}$-]+");
    private static final Pattern JAVA_LITERAL = Pattern.compile("\"((?:direct|seda):[A-Za-z0-9-]*[A-Za-z0-9])[?\"]");
    private static final Pattern JAVA_CONSUMER =
            Pattern.compile("(?:from|@Consume)\\(\\s*\"((?:direct|seda):[A-Za-z0-9-]+)");

    /** What Java code consumes from, and what it mentions at all. */
    record OfJava(Set<String> consumed, Set<String> mentioned) {}

    private Endpoints() {}

    /** The endpoints in a text; those whose name is only known at run time are left out. */
    static List<String> in(String text) {
        return IN_TEXT.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(endpoint -> !endpoint.matches(".*[{}$].*"))
                .toList();
    }

    /** The address in {@code uri}, or in its short form; {@code name} among the parameters is put behind the scheme. */
    static String uri(JsonNode endpoint) {
        if (endpoint.isTextual()) {
            return endpoint.asText();
        }
        String uri = endpoint.path("uri").asText();
        JsonNode name = endpoint.path("parameters").path("name");
        return uri.contains(":") || name.isMissingNode() ? uri : uri + ":" + name.asText();
    }

    static OfJava ofJava(Path root) {
        List<String> sources =
                SourceTree.files(root, ".java").stream().map(SourceTree::text).toList();
        return new OfJava(found(JAVA_CONSUMER, sources.stream()), found(JAVA_LITERAL, sources.stream()));
    }

    private static Set<String> found(Pattern pattern, Stream<String> sources) {
        return sources.flatMap(source -> pattern.matcher(source).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
