package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What WordPress says of itself to everyone ({@link StoreEndpoints#INDEX}). Texts are fit to be shown; null if there is none.
 *
 * @param timeZone such as {@code Europe/Berlin}
 * @param offset from UTC in hours, for a store without a time zone
 * @param namespaces of its REST API; empty if it does not list them, as some security plugins shorten the index
 */
public record StoreIndex(
        @Nullable String name,
        @Nullable String home,
        @Nullable String timeZone,
        @Nullable String offset,
        Optional<Set<String>> namespaces) {

    /** Without any text if the answer is no JSON. */
    public static StoreIndex of(Answer answer) {
        JsonNode index =
                StoreJson.find(answer.text()).map(StoreJson.Found::node).orElse(MissingNode.getInstance());
        return new StoreIndex(
                Reasons.text(index.path("name")),
                Reasons.text(index.path("home")),
                Reasons.text(index.path("timezone_string")),
                Reasons.text(index.path("gmt_offset")),
                namespaces(index.path("namespaces")));
    }

    private static Optional<Set<String>> namespaces(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return Optional.of(names);
    }
}
