package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One call to the REST API.
 *
 * @param query as sent, with keys and secrets left out
 * @param status 0 if the connection was closed without an answer
 * @param creates products and variations that were to be created, whatever the result; {@code updates} and {@code
 * deletes} in the same way
 * @param requestBytes of the body
 * @param millis from the first byte to the end of the answer, waiting for a worker included
 */
public record SandboxCall(
        String method,
        String path,
        String query,
        int status,
        int creates,
        int updates,
        int deletes,
        Instant startedAt,
        long millis,
        int requestBytes) {

    public ObjectNode json() {
        return Json.object()
                .put("method", method)
                .put("path", path)
                .put("query", query)
                .put("status", status)
                .put("creates", creates)
                .put("updates", updates)
                .put("deletes", deletes)
                .put("started_at", startedAt.toString())
                .put("millis", millis)
                .put("request_bytes", requestBytes);
    }
}
