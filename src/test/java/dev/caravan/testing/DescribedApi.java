package dev.caravan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.caravan.platform.web.OpenApiDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The OpenAPI description as a measure: whether values and answers are as it says, without a member more. */
public final class DescribedApi {

    /** As it is served. */
    public static final DescribedApi INSTANCE = new DescribedApi(OpenApiDocument.read());

    private static final String PROBLEM = "application/problem+json";
    private static final String JSON = "application/json";

    /** An operation. @param description as the document has it */
    public record Operation(String method, String path, JsonNode description) {

        private boolean isAt(String verb, List<String> sent) {
            List<String> segments = segments(path);
            if (!method.equals(verb) || segments.size() != sent.size()) {
                return false;
            }
            for (int i = 0; i < sent.size(); i++) {
                if (!segments.get(i).startsWith("{") && !segments.get(i).equals(sent.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private long parameters() {
            return path.chars().filter(c -> c == '{').count();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final ObjectNode document;
    private final ObjectNode components;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(VersionFlag.V202012))
            .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build())
            .build();
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    private DescribedApi(ObjectNode document) {
        this.document = document;
        this.components = document.path("components").deepCopy();
        close(components.path("schemas"));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.add(new Operation(
                                verb.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), verb.getValue()))));
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** What is wrong with a value; empty if nothing is. @param schema of the document */
    public String faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /**
     * Whether an answer is as the description says.
     *
     * @param served whether it came from the REST API for sure, so that every status must be described
     * @throws AssertionError that says what is not
     */
    public void check(String method, String rawPath, boolean served, int status, String type, JsonNode json) {
        if (status >= 400 && type.startsWith(PROBLEM)) {
            judge(method + " " + rawPath, status, reference("Problem"), json);
        }
        Operation operation = at(method, rawPath).orElse(null);
        boolean page = !served && type.startsWith("text/html"); // of the console, at the same address
        if (operation == null || page || status >= 300 && !served || status == 405) {
            return;
        }
        JsonNode answer = resolved(operation.description().path("responses").path(String.valueOf(status)));
        if (answer.isMissingNode()) {
            throw new AssertionError(operation + " answered " + status
                    + ", which the OpenAPI description (src/main/resources/openapi) does not list for it: " + json);
        }
        JsonNode content = answer.path("content");
        if (content.isEmpty() && !json.isMissingNode()) {
            throw new AssertionError(
                    operation + " answered " + status + " with a body, and is described without: " + json);
        }
        String base = type.split(";", 2)[0];
        if (!base.equals(JSON) && content.has(base)) {
            return; // another type that the caller asked for, whose schema says no more than that it is a text
        }
        if (content.has(JSON)) {
            if (!type.startsWith(JSON)) {
                throw new AssertionError(operation + " answered " + status + " as '" + type + "', not as " + JSON);
            }
            judge(operation.toString(), status, content.path(JSON).path("schema"), json);
        }
    }

    private void judge(String what, int status, JsonNode schema, JsonNode json) {
        String faults = faults(schema, json);
        if (!faults.isEmpty()) {
            throw new AssertionError(what + " answered " + status
                    + " otherwise than the OpenAPI description (src/main/resources/openapi) says: " + faults + " in "
                    + json);
        }
    }

    /** The operation at an address, the one with the fewest parameters in its path if there are several. */
    private Optional<Operation> at(String method, String rawPath) {
        List<String> sent = segments(rawPath);
        return operations.stream()
                .filter(operation -> operation.isAt(method, sent))
                .min(Comparator.comparingLong(Operation::parameters));
    }

    /** What a reference leads to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private ObjectNode reference(String schema) {
        return document.objectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        close(whole);
        return factory.getSchema(whole.set("components", components));
    }

    /** A member that is not described is a fault. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DescribedApi::close);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
