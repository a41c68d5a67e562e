package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.SandboxSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox store answers recorded requests like the real store that was recorded. */
class RecordedRequestsTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.caravan.sandbox.host.RecordedCases#all")
    void answersLikeTheRecordedStore(String name, Consumer<Given> setUp) throws Exception {
        Recording recording = Recording.read(name);
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Example Store"))) {
            Given given = new Given(store);
            setUp.accept(given);

            HttpResponse<String> answer = send(recording, given);

            assertThat(answer.statusCode()).isEqualTo(recording.status());
            sameHeaders(recording, answer);
            if (recording.answersJson()) {
                new RecordedAnswer(recording).sameAs(Json.MAPPER.readTree(answer.body()));
            } else if (recording.request().path("method").asText().equals("HEAD")) {
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    /** A new recording is replayed, or there is a reason not to. */
    @Test
    void everyRecordingIsReplayedOrSaysWhyNot() throws Exception {
        Set<String> replayed =
                RecordedCases.all().map(one -> String.valueOf(one.get()[0])).collect(Collectors.toSet());
        URI folder = getClass().getResource("/woocommerce-contract").toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            Set<String> recorded = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(Stream.concat(replayed.stream(), NotReplayed.reasons().keySet().stream()))
                    .as("replayed, or not for a reason, but not both")
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(recorded);
        }
    }

    private static HttpResponse<String> send(Recording recording, Given given) throws Exception {
        JsonNode request = recording.request();
        String query = given.query
                .apply(request.path("query").asText())
                .replace("consumer_key=<redacted>", "consumer_key=" + given.key)
                .replace("consumer_secret=<redacted>", "consumer_secret=" + given.secret)
                .replaceAll(",[^,]*….*", ",LONGSKU".repeat(1_500)); // the recording shows the first ones only
        HttpRequest.Builder call = HttpRequest.newBuilder(
                URI.create(given.store.url() + request.path("path").asText() + (query.isEmpty() ? "" : "?" + query)));
        request.path("headers").properties().forEach(header -> {
            if (!header.getKey().equals("Authorization")) {
                call.header(header.getKey(), header.getValue().asText());
            } else if (given.authorization != null) {
                call.header("Authorization", given.authorization);
            }
        });
        call.method(request.path("method").asText(), body(recording, given));
        return CLIENT.send(call.build(), BodyHandlers.ofString());
    }

    private static BodyPublisher body(Recording recording, Given given) {
        JsonNode body = recording.body();
        if (given.body != null) {
            return BodyPublishers.ofByteArray(given.body);
        } else if (body.isNull()) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.ofByteArray(
                body.isTextual() ? body.asText().getBytes(StandardCharsets.UTF_8) : Json.bytes(body));
    }

    private static void sameHeaders(Recording recording, HttpResponse<String> answer) {
        String type = recording.responseHeader("Content-Type");
        if (!type.isEmpty()) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type.split(";")[0]);
        }
        for (String header : List.of("Retry-After", "Allow")) {
            assertThat(answer.headers().firstValue(header).orElse(""))
                    .as(header)
                    .satisfies(value -> assertThat(
                                    header.equals("Allow") && recording.status() >= 400
                                            ? recording.responseHeader(header)
                                            : value)
                            .isEqualTo(recording.responseHeader(header)));
        }
        if (recording.request().path("query").asText().matches(".*(sku=[^&]|include=|search=).*")) {
            assertThat(answer.headers().firstValue("X-WP-Total").orElse(""))
                    .isEqualTo(recording.responseHeader("X-WP-Total"));
        }
    }
}
