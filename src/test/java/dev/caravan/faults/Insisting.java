package dev.caravan.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.program.Program;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls the API as a careful client does: a call that was cut off, or answered with 503, is repeated until it has a clear
 * answer. Any other answer than success is a failure of the test.
 */
final class Insisting {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Node node;
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private final AtomicLong longest = new AtomicLong();

    Insisting(Node node) {
        this.node = node;
    }

    Program program() {
        return node.program();
    }

    JsonNode json(String method, String path, @Nullable String body) {
        return read(insist(method, path, body, 0));
    }

    /** Makes a product; a repeated call finds the one that the first has made. @return its id */
    long create(String sku, String body) {
        HttpResponse<String> answer = insist("POST", "/products", body, 409);
        JsonNode made = answer.statusCode() == 409 ? json("GET", "/products/sku/" + sku, null) : read(answer);
        return made.path("id").asLong();
    }

    /** A repeated call finds nothing any more. */
    void delete(String path) {
        insist("DELETE", path, null, 404);
    }

    /** How often each status was answered; 0 counts calls without an answer. */
    Map<Integer, AtomicLong> answers() {
        return answers;
    }

    long count(int status) {
        return answers.getOrDefault(status, new AtomicLong()).get();
    }

    /** The longest wait for an answer, whatever it was. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** @param whenRepeated a status that is as good as success if an earlier try had no clear answer */
    private HttpResponse<String> insist(String method, String path, @Nullable String body, int whenRepeated) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (boolean repeated = false; System.nanoTime() < deadline; repeated = true) {
            long began = System.nanoTime();
            int status = 0;
            try {
                HttpResponse<String> answer = node.ask(method, path, body);
                status = answer.statusCode();
                if (status < 300 || repeated && status == whenRepeated) {
                    return answer;
                }
                mustBeUnavailable(method + " " + path, answer);
            } catch (IOException e) {
                status = 0;
            } finally {
                longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                answers.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError(method + " " + path + " had no clear answer within " + PATIENCE);
    }

    private static void mustBeUnavailable(String call, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean says = answer.headers().firstValue("Retry-After").isPresent() && type.contains("problem+json");
        if (answer.statusCode() != 503 || !says) {
            throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.headers() + " " + answer.body());
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : Shop.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }
}
