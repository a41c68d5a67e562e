package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.caravan.sandbox.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request as WordPress reads it.
 *
 * @param method after {@code X-HTTP-Method-Override} and {@code ?_method=}
 * @param path without query, as sent
 * @param query as sent, empty if there is none
 * @param parameters of the query, decoded; the last one of a name wins, of {@code name[]} and {@code name[0]} all, joined by
 *     commas
 */
public record StoreRequest(
        String method,
        String path,
        String query,
        Map<String, String> parameters,
        Map<String, String> headers,
        byte[] body) {

    public static StoreRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        Map<String, String> parameters = parameters(query);
        String method = exchange.getRequestMethod();
        if (method.equals("POST")) {
            method = parameters.getOrDefault("_method", headers.getOrDefault("x-http-method-override", method));
        }
        String path = exchange.getRequestURI().getRawPath();
        return new StoreRequest(method.toUpperCase(Locale.ROOT), path, query, parameters, headers, body);
    }

    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    public boolean wantsJson() {
        return header("accept").contains("application/json");
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Key and secret left out, for people and logs. */
    public String shownQuery() {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "="
                        + (p.getKey().matches("consumer_.*|oauth_consumer_key|oauth_signature") ? "…" : p.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The fields sent. Without {@code Content-Type: application/json}, and for a list, there are none. */
    public ObjectNode fields() {
        if (body.length == 0 || !header("content-type").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return Json.object();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode json = Json.MAPPER.readTree(text);
            return json instanceof ObjectNode object ? object : Json.object();
        } catch (CharacterCodingException e) {
            throw RestError.invalidJson(5, "Malformed UTF-8 characters, possibly incorrectly encoded");
        } catch (JsonProcessingException e) {
            throw RestError.invalidJson(4, "Syntax error");
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name.matches(".+\\[\\d*]")) {
                parameters.merge(name.substring(0, name.lastIndexOf('[')), value, (all, one) -> all + "," + one);
            } else if (!name.isEmpty()) {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
