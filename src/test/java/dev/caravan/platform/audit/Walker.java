package dev.caravan.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Calls the API as an admin of its own, remembers what was answered, and looks up what was recorded. */
final class Walker {

    private final Api api;
    private final String name;
    private final List<String> answers = new ArrayList<>();
    private final Set<String> recorded = new TreeSet<>();

    Walker(Api api, String name) {
        this.api = api;
        this.name = name;
    }

    /** A call that succeeds. @return its answer, which is looked through for secrets at the end */
    Api.Answer call(String method, String path, String json, int status) {
        return call(method, path, "application/json", json, status);
    }

    Api.Answer call(String method, String path, String contentType, String body, int status) {
        Api.Answer answer = api.send(HttpRequest.newBuilder(api.uri(path))
                .header("Authorization", Api.authorization(name))
                .header("Content-Type", contentType)
                .header("Prefer", "respond-async")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
        remember(answer.text() + answer.headers().map());
        return answer.expect(status);
    }

    void remember(String answer) {
        answers.add(answer);
    }

    String answers() {
        return String.join("\n", answers);
    }

    /** The actions of the entries that were looked up. */
    Set<String> recorded() {
        return recorded;
    }

    /** The newest entry of the action on the target, done by this admin from this machine. */
    JsonNode did(String action, String target) {
        return did(name, action, target);
    }

    JsonNode did(String who, String action, String target) {
        JsonNode entry = entry("who=" + encoded(who) + "&action=" + action + "&target=" + encoded(target));
        assertThat(entry.path("outcome").asText())
                .as(
                        "%s on %s by %s; the last are %s",
                        action, target, who, api.get("/audit-log?limit=3").text())
                .isEqualTo("done");
        assertThat(entry.path("from").asText()).as("%s on %s", action, target).matches("127\\..*|::1|0:0:0:0:0:0:0:1");
        assertThat(entry.path("at").asText()).isNotEmpty();
        recorded.add(action);
        return entry;
    }

    JsonNode entry(String query) {
        return api.get("/audit-log?" + query).expect(200).json().at("/data/0");
    }

    /** What an entry says of a member: before → after. */
    static String change(JsonNode entry, String member) {
        return entry.path("before").path(member).asText("–") + " → "
                + entry.path("after").path(member).asText("–");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
