package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.Role;
import dev.caravan.platform.web.OpenApiDocument;
import dev.caravan.testing.DescribedApi;
import dev.caravan.testing.DescribedApi.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The OpenAPI description is valid, whole, and the same as the rest blocks of the routes. */
class OpenApiDocumentTest {

    private static final Path FILES = Path.of("src/main/resources/openapi");
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete", "head");
    private static final String JSON = "application/json";
    private static final int FIRST_FAILURE = 400;

    private final DescribedApi api = DescribedApi.INSTANCE;

    /** An operation in the words of a rest block. */
    private record Facts(String id, String tag, String role, Set<String> parameters, Set<String> bodies) {}

    @Test
    void itIsOpenApi() {
        var read = new OpenAPIV3Parser().readContents(api.document().toString(), null, null);

        assertThat(read.getMessages()).isEmpty();
        assertThat(api.operations()).hasSizeGreaterThan(80);
    }

    /** Both ways: what is routed is described, and what is described is routed. */
    @Test
    void itDescribesTheOperationsOfTheRoutes() {
        assertThat(described()).containsExactlyInAnyOrderEntriesOf(routed());
    }

    private Map<String, Facts> described() {
        Map<String, Facts> found = new TreeMap<>();
        for (Operation operation : api.operations()) {
            JsonNode description = operation.description();
            Set<String> bodies = new TreeSet<>();
            description.path("requestBody").path("content").fieldNames().forEachRemaining(bodies::add);
            found.put(
                    operation.toString(),
                    new Facts(
                            description.path("operationId").asText(),
                            description.path("tags").path(0).asText(),
                            description.path(OpenApiDocument.ROLE).asText(),
                            parameters(description.path("parameters"), "in", "schema"),
                            bodies.isEmpty() ? Set.of(JSON) : bodies));
        }
        return found;
    }

    private Map<String, Facts> routed() {
        Map<String, Facts> found = new TreeMap<>();
        for (RouteFile file : RouteFile.below(SourceTree.ROUTES)) {
            for (JsonNode item : file.items()) {
                JsonNode rest = item.path("rest");
                VERBS.forEach(method -> rest.path(method).forEach(verb -> {
                    String path = rest.path("path").asText() + verb.path("path").asText();
                    String consumes = verb.path("consumes").asText(JSON);
                    found.put(
                            method.toUpperCase(Locale.ROOT) + " " + path,
                            new Facts(
                                    verb.path("to").asText().replaceFirst("^direct:", ""),
                                    rest.path("tag").asText(),
                                    verb.path("security").path(0).path("scopes").asText(),
                                    parameters(verb.path("param"), "type", "dataType"),
                                    new TreeSet<>(List.of(consumes.split(",")))));
                }));
            }
        }
        return found;
    }

    private Set<String> parameters(JsonNode list, String place, String type) {
        Set<String> found = new TreeSet<>();
        for (JsonNode parameter : list) {
            JsonNode schema = api.resolved(parameter.path(type));
            found.add(parameter.path(place).asText() + " "
                    + parameter.path("name").asText() + " "
                    + (schema.isObject() ? schema.path("type") : schema).asText()
                    + (parameter.path("required").asBoolean() ? " required" : ""));
        }
        return found;
    }

    @Test
    void everyOperationIsWhole() {
        Set<String> tags = new TreeSet<>();
        api.document().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));

        assertThat(api.operations()).allSatisfy(operation -> {
            JsonNode it = operation.description();
            assertThat(it.path("summary").asText()).isNotEmpty();
            assertThat(tags).contains(it.path("tags").path(0).asText());
            assertThat(Role.find(it.path(OpenApiDocument.ROLE).asText())).isPresent();
            assertThat(it.path("security")).hasSize(3);
            assertThat(it.path("parameters")).allSatisfy(parameter -> {
                assertThat(parameter.path("description").asText()).isNotEmpty();
                assertThat(parameter.has("schema") && parameter.has("example"))
                        .as("schema and example of %s", parameter)
                        .isTrue();
            });
            assertThat(it.path("responses").fieldNames())
                    .toIterable()
                    .contains("400", "401", "403", "429", "503")
                    .anyMatch(status -> status.startsWith("2"));
        });
        assertThat(api.operations())
                .extracting(
                        operation -> operation.description().path("operationId").asText())
                .doesNotHaveDuplicates();
    }

    /** Parameters, bodies and answers: each has an example in the document, which is as its schema says. */
    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : api.operations()) {
            JsonNode it = operation.description();
            it.path("parameters")
                    .forEach(parameter -> judge(
                            operation + " " + parameter.path("name").asText(),
                            parameter.path("schema"),
                            parameter.path("example"),
                            wrong));
            contents(it.path("requestBody"))
                    .forEach(content -> judge(
                            operation + " body",
                            content.getValue().path("schema"),
                            example(content.getValue()),
                            wrong));
            it.path("responses")
                    .properties()
                    .forEach(answer -> contents(api.resolved(answer.getValue()))
                            .forEach(content -> judge(
                                    operation + " " + answer.getKey(),
                                    content.getValue().path("schema"),
                                    example(content.getValue()),
                                    wrong)));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void failuresAreProblems() {
        assertThat(api.operations())
                .flatMap(operation -> operation.description().path("responses").properties().stream()
                        .toList())
                .filteredOn(answer -> Integer.parseInt(answer.getKey()) >= FIRST_FAILURE)
                .allSatisfy(answer -> assertThat(api.resolved(answer.getValue())
                                .at("/content/application~1problem+json/schema/$ref")
                                .asText())
                        .isEqualTo("#/components/schemas/Problem"));
    }

    /** A key that two files have would be taken from one of them without a word. */
    @Test
    void noFileRepeatsAnother() {
        List<String> keys = SourceTree.files(FILES, "yaml").stream()
                .map(file -> RouteFile.parse(SourceTree.text(file)))
                .flatMap(file -> Stream.of("/paths", "/components/schemas", "/components/responses")
                        .flatMap(place -> names(file.at(place)).map(name -> place + "/" + name)))
                .toList();

        assertThat(keys).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    /** Without quotation marks YAML takes {@code {description: One for each, in order}} for two members. */
    @Test
    void noTextIsCutAtItsComma() {
        assertThat(membersWithoutValue(api.document()).filter(name -> name.contains(" ")))
                .isEmpty();
    }

    private static Stream<String> membersWithoutValue(JsonNode node) {
        Stream<String> own = node.properties().stream()
                .filter(member -> member.getValue().asText("").isEmpty()
                        && member.getValue().isValueNode())
                .map(Map.Entry::getKey);
        return Stream.concat(
                own, StreamSupport.stream(node.spliterator(), false).flatMap(OpenApiDocumentTest::membersWithoutValue));
    }

    /** Every schema is used, and whatever is referred to is there. */
    @Test
    void referencesLeadSomewhereAndNothingLiesAround() {
        Set<String> used = new TreeSet<>(api.document().findValuesAsText("$ref"));

        assertThat(used)
                .allSatisfy(reference -> assertThat(
                                api.document().at(reference.substring(1)).isMissingNode())
                        .isFalse());
        assertThat(names(api.document().at("/components/schemas")).map(name -> "#/components/schemas/" + name))
                .isSubsetOf(used);
    }

    private void judge(String what, JsonNode schema, JsonNode example, List<String> wrong) {
        String faults = example.isMissingNode() ? "there is no example" : api.faults(schema, example);
        if (!faults.isEmpty()) {
            wrong.add(what + ": " + faults);
        }
    }

    private static Set<Map.Entry<String, JsonNode>> contents(JsonNode body) {
        return body.path("content").properties();
    }

    /** The document's own, or that of the schema. */
    private JsonNode example(JsonNode content) {
        return content.has("example")
                ? content.path("example")
                : api.resolved(content.path("schema")).path("examples").path(0);
    }

    private static Stream<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
    }
}
