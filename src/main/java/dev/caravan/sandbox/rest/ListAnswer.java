package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One page of a list: 10 items by default, totals in headers, the neighbouring pages in {@code Link}. */
public final class ListAnswer {

    private static final int MAX_PER_PAGE = 100;

    private ListAnswer() {}

    public static Answer of(
            StoreRequest request, String address, List<ObjectNode> all, Function<ObjectNode, ObjectNode> show) {
        int perPage = number(request, "per_page", 10);
        if (perPage < 1 || perPage > MAX_PER_PAGE) {
            throw Validation.wrongParameter(
                    "per_page",
                    "per_page must be between 1 (inclusive) and " + MAX_PER_PAGE + " (inclusive)",
                    "rest_out_of_bounds");
        }
        int page = Math.max(1, number(request, "page", 1));
        int pages = (all.size() + perPage - 1) / perPage;
        ArrayNode items = Json.array();
        all.stream()
                .skip((page - 1L) * perPage)
                .limit(perPage)
                .forEach(item -> items.add(only(request, show.apply(item))));
        Answer answer = Answer.json(200, items)
                .with("X-WP-Total", String.valueOf(all.size()))
                .with("X-WP-TotalPages", String.valueOf(pages));
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(request, address, Math.min(page - 1, Math.max(pages, 1)), "prev"));
        }
        if (page < pages) {
            links.add(link(request, address, page + 1, "next"));
        }
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }

    /** {@code _fields}: whole fields only. */
    public static ObjectNode only(StoreRequest request, ObjectNode whole) {
        Set<String> wanted = fields(request);
        return wanted.isEmpty() ? whole : Json.only(whole, wanted);
    }

    static Set<String> fields(StoreRequest request) {
        String fields = request.parameter("_fields").orElse("");
        return fields.isBlank()
                ? Set.of()
                : List.of(fields.split(",")).stream().map(String::strip).collect(Collectors.toSet());
    }

    private static int number(StoreRequest request, String name, int otherwise) {
        return request.parameter(name)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw Validation.wrongParameter(name, name + " is not of type integer.", "rest_invalid_type");
                    }
                })
                .orElse(otherwise);
    }

    /** Repeats all parameters, key and secret too, as a real store does. */
    private static String link(StoreRequest request, String address, int page, String relation) {
        StringBuilder query = new StringBuilder();
        request.parameters().forEach((name, value) -> {
            if (!name.equals("page")) {
                query.append(encoded(name)).append('=').append(encoded(value)).append('&');
            }
        });
        return "<" + address + "?" + query + "page=" + page + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
