package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of routes as visual editors need them: they keep Camel's schema, and nothing is lost when an editor saves them. */
@TestInstance(Lifecycle.PER_CLASS) // the schema takes 250 MB once it is used, which are free again after these tests
class VisualEditorsTest {

    /** Camel's writer drops doCatch and doFinally, and fails at a loop with a method as its condition (4.18.0). */
    private static final Set<String> NOT_WRITTEN =
            Set.of("alert/send-alerts.camel.yaml", "sync/claim-due-rows.camel.yaml");

    /** What Camel's own validator compares with; that is not published on Maven Central in this version. */
    private final JsonSchema schema = schema();

    static List<RouteFile> files() {
        return RouteFile.below(SourceTree.ROUTES);
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsTheSchemaOfCamel(RouteFile file) {
        assertThat(faults(file.text())).isEmpty();
    }

    @Test
    void theSchemaFindsAnUnknownMember() {
        assertThat(faults("- route: {id: a, from: {uri: direct:a, steps: [{bean: {ref: b, metod: c}}]}}"))
                .anyMatch(fault -> fault.getMessage().contains("metod"));
    }

    static List<RouteFile> filesWithRoutes() {
        return files().stream()
                .filter(file -> !NOT_WRITTEN.contains(file.path()))
                .filter(file -> StreamSupport.stream(file.items().spliterator(), false)
                        .anyMatch(item -> item.has("route") || item.has("routeTemplate")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("filesWithRoutes")
    void losesNothingWhenCamelWritesIt(RouteFile file) throws Exception {
        RouteModel model = RouteModel.read(file.path(), file.text());
        RouteModel again = RouteModel.read(file.path(), model.write());

        assertThat(model.facts()).isNotEmpty();
        assertThat(again.facts()).containsExactlyElementsOf(model.facts());
    }

    private Set<ValidationMessage> faults(String yaml) {
        return schema.validate(RouteFile.parse(yaml));
    }

    private static JsonSchema schema() {
        InputStream schema = VisualEditorsTest.class.getResourceAsStream("/schema/camelYamlDsl.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(Objects.requireNonNull(schema));
    }
}
