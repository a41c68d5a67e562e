package dev.caravan.store.doctor;

import static dev.caravan.store.ConnectionFixture.KEY;
import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every store that was recorded while it was ill gets the right diagnosis, over real HTTP. */
@CaravanTest
class IllStoresTest {

    private static final Path TABLE = Path.of("src/test/resources/ill-stores.txt");
    private static final Pattern ILL =
            Pattern.compile("(store|front|url|auth|timeout|oauth|connection-test)-(?!test-vectors).*");

    @Autowired
    Api api;

    static Stream<Arguments> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .map(cells -> Arguments.of((Object[]) cells));
    }

    @Test
    void everyRecordingOfAnIllStoreIsInTheTable() throws IOException {
        List<String> ill = RecordedStore.names().stream()
                .filter(name -> ILL.matcher(name).matches())
                .toList();

        assertThat(table().map(row -> String.valueOf(row.get()[0]))).containsExactlyInAnyOrderElementsOf(ill);
        assertThat(ill).hasSizeGreaterThan(80);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void findsWhatIsWrong(String recording, String served, String check, String remedy) throws IOException {
        try (RecordedStore store = new RecordedStore(recording, served)) {
            JsonNode report = api.post(PATH + "/test", body(store)).expect(200).json();

            if (check.equals("well")) {
                assertThat(failed(report)).isEmpty();
                assertThat(report.path("success").asBoolean()).isTrue();
            } else {
                JsonNode found = check(report, check);
                assertThat(found.path("remedy").asText()).contains(remedy);
                assertThat(report.path("success").asBoolean())
                        .isEqualTo(found.path("ok").asBoolean());
                assertThat(failed(report)).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(report.path("checks").findValuesAsText("name")).doesNotHaveDuplicates();
            assertThat(report.toString()).doesNotContain(KEY, SECRET);
            assertThat(store.calls()).hasSizeLessThanOrEqualTo(8);
        }
    }

    private static String body(RecordedStore store) {
        return "{\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"}"
                .formatted(store.url(), KEY, SECRET);
    }

    private static List<String> failed(JsonNode report) {
        return checks(report)
                .filter(check -> !check.path("ok").asBoolean())
                .map(JsonNode::toString)
                .toList();
    }

    private static JsonNode check(JsonNode report, String name) {
        return checks(report)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + report));
    }

    private static Stream<JsonNode> checks(JsonNode report) {
        return StreamSupport.stream(report.path("checks").spliterator(), false);
    }
}
