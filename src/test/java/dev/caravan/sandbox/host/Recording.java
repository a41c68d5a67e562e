package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recorded request with its answer; what was shortened in the file is written out again. */
record Recording(String name, JsonNode request, JsonNode response) {

    private static final Pattern REPEATED = Pattern.compile("(.) repeated (\\d+) times");
    private static final Pattern LEFT_OUT = Pattern.compile("… (\\d+) items left out …");
    private static final Pattern LAST_NUMBER = Pattern.compile("^(.*?)(\\d+)$");

    static Recording read(String name) {
        try (InputStream in = Recording.class.getResourceAsStream("/woocommerce-contract/" + name + ".json")) {
            assertThat(in).as("recording %s", name).isNotNull();
            JsonNode json = Json.MAPPER.readTree(in);
            return new Recording(name, json.path("request"), json.path("response"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as it was sent. */
    JsonNode body() {
        return writtenOut(request.path("body"));
    }

    int status() {
        return response.path("status").asInt();
    }

    JsonNode answer() {
        return response.path("body");
    }

    boolean answersJson() {
        return answer().isContainerNode();
    }

    String responseHeader(String header) {
        return response.path("headers").path(header).asText("");
    }

    /** How long a list of the answer really was. */
    static int length(JsonNode list) {
        int length = 0;
        for (JsonNode item : list) {
            Matcher marker = LEFT_OUT.matcher(item.asText());
            boolean note = item.asText().startsWith("… only "); // of what is shown of each
            length += marker.matches() ? Integer.parseInt(marker.group(1)) : note ? 0 : 1;
        }
        return length;
    }

    static boolean isMarker(JsonNode node) {
        return node.isTextual() && node.asText().startsWith("…");
    }

    private static JsonNode writtenOut(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode whole = Json.object();
            object.properties().forEach(field -> whole.set(field.getKey(), writtenOut(field.getValue())));
            return whole;
        } else if (node instanceof ArrayNode list) {
            ArrayNode whole = Json.array();
            for (JsonNode item : list) {
                Matcher marker = LEFT_OUT.matcher(item.asText());
                if (marker.matches()) {
                    int missing = Integer.parseInt(marker.group(1));
                    for (int i = 2; i < 2 + missing; i++) {
                        whole.add(counted(list.get(0), list.get(1), i));
                    }
                } else {
                    whole.add(writtenOut(item));
                }
            }
            return whole;
        }
        Matcher repeated = REPEATED.matcher(node.asText());
        return repeated.matches()
                ? Json.object().textNode(repeated.group(1).repeat(Integer.parseInt(repeated.group(2))))
                : node;
    }

    /** The item with this index of a series whose first two are known: numbers that differ go on counting. */
    private static JsonNode counted(JsonNode first, JsonNode second, int index) {
        if (first instanceof ObjectNode object) {
            ObjectNode item = Json.object();
            object.properties()
                    .forEach(f -> item.set(f.getKey(), counted(f.getValue(), second.path(f.getKey()), index)));
            return item;
        } else if (first.equals(second)) {
            return first;
        } else if (first.isNumber()) {
            return Json.object().numberNode(first.asLong() + index);
        }
        Matcher number = LAST_NUMBER.matcher(first.asText());
        assertThat(number.matches()).isTrue();
        return Json.object().textNode(number.group(1) + (Long.parseLong(number.group(2)) + index));
    }
}
