package dev.caravan.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The OpenAPI description, put together from its head {@code openapi/openapi.yaml} and the files of the rooms beside
 * it. Each operation gets the parts that follow from its role, its path, its method and the schemas of its answers;
 * the rest is as written.
 */
public final class OpenApiDocument {

    /** The member of an operation that names its required role. */
    public static final String ROLE = "x-required-role";

    private static final String HEAD = "classpath:openapi/openapi.yaml";
    private static final String ROOMS = "classpath*:openapi/*/*.yaml";
    private static final String COMMON = "x-common-responses";

    private final ObjectNode document;
    private final JsonNode common;
    private final OpenApiExamples examples;

    private OpenApiDocument(ObjectNode document) {
        this.document = document;
        this.common = document.remove(COMMON);
        this.examples = new OpenApiExamples(document);
    }

    /** The whole document. */
    public static ObjectNode read() {
        YamlMapFactoryBean yaml = new YamlMapFactoryBean();
        yaml.setResources(files());
        OpenApiDocument document = new OpenApiDocument(new ObjectMapper().valueToTree(yaml.getObject()));
        return document.completed();
    }

    /** The files, the head first. */
    private static Resource[] files() {
        PathMatchingResourcePatternResolver found = new PathMatchingResourcePatternResolver();
        try {
            Stream<Resource> rooms = Arrays.stream(found.getResources(ROOMS))
                    .sorted(Comparator.comparing(resource -> String.valueOf(resource.getDescription())));
            return Stream.concat(Stream.of(found.getResource(HEAD)), rooms).toArray(Resource[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode completed() {
        for (Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Entry<String, JsonNode> verb : path.getValue().properties()) {
                complete(path.getKey(), verb.getKey(), (ObjectNode) verb.getValue());
            }
        }
        return document;
    }

    private void complete(String path, String method, ObjectNode operation) {
        boolean changes = !method.equals("get");
        examples.addTo(operation);
        addResponses(operation, "every");
        if (path.contains("{")) {
            addResponses(operation, "addressed");
        }
        if (changes) {
            addResponses(operation, "changing");
        }
        inlineParameters(operation);
        addSecurity(operation, changes);
    }

    private void addResponses(ObjectNode operation, String kind) {
        ObjectNode responses = operation.withObjectProperty("responses");
        common.path(kind)
                .properties()
                .forEach(response -> responses.putIfAbsent(response.getKey(), response.getValue()));
    }

    /** Copies referenced parameters into the operation, so that it lists all of them. */
    private void inlineParameters(ObjectNode operation) {
        if (operation.get("parameters") instanceof ArrayNode parameters) {
            for (int i = 0; i < parameters.size(); i++) {
                JsonNode reference = parameters.get(i).path("$ref");
                if (!reference.isMissingNode()) {
                    parameters.set(i, document.at(reference.textValue().substring(1)));
                }
            }
        }
    }

    /** A user, an API key, or a session; with a session, an operation that changes something needs a token as well. */
    private static void addSecurity(ObjectNode operation, boolean changes) {
        String role = operation.path(ROLE).asText();
        ArrayNode security = operation.putArray("security");
        security.addObject().putArray("basic").add(role);
        security.addObject().putArray("apiKey").add(role);
        ObjectNode session = security.addObject();
        session.putArray("session").add(role);
        if (changes) {
            session.putArray("csrfToken");
        }
    }
}
