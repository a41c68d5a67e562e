package dev.caravan.sandbox.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.Ring;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.StoreRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A receiver to try webhooks out: takes any JSON that is posted to it, and shows the last hundred. Newest first, as
 * {@code {received: [{headers, body}]}}.
 */
final class Inbox {

    private static final int KEPT = 100;
    private static final int LARGEST = 65_536;

    private final Ring<ObjectNode> received = new Ring<>(KEPT);

    Answer answer(StoreRequest request) {
        return request.method().equals("POST")
                ? take(request)
                : Answer.json(200, list()).with("Cache-Control", "no-store");
    }

    private Answer take(StoreRequest request) {
        if (request.body().length > LARGEST) {
            return Answer.json(413, Json.object().put("message", "at most " + LARGEST + " bytes"));
        }
        ObjectNode entry = Json.object();
        ObjectNode headers = entry.putObject("headers");
        request.headers().forEach(headers::put);
        try {
            entry.set("body", Json.MAPPER.readTree(request.body()));
        } catch (JsonProcessingException e) {
            return Answer.json(400, Json.object().put("message", "must be JSON"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        received.add(entry);
        return Answer.file(204, "text/plain", new byte[0]);
    }

    private ObjectNode list() {
        List<ObjectNode> oldestFirst = received.snapshot();
        ObjectNode list = Json.object().put("total", received.added());
        var entries = list.putArray("received");
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            entries.add(oldestFirst.get(i));
        }
        return list;
    }
}
