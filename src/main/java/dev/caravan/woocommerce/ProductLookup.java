package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what a store shows of products that are known by id: {@code GET products?include=1,2,3}, at most 100. */
public final class ProductLookup {

    private ProductLookup() {}

    /**
     * The URL-encoded query string for {@code GET products}.
     *
     * @param fields as in a {@link Document}
     */
    public static String query(Collection<Long> ids, Collection<String> fields) {
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        String shown = fields.stream()
                .map(field -> field.startsWith(StoreField.META) ? "meta_data" : field)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        return "include=" + list + "&status=any&per_page=100&context=edit&_fields=id" + (shown.isEmpty() ? "" : ",")
                + shown;
    }

    /**
     * The products by id; products that the store does not have are absent.
     *
     * @throws CallFailedException if it is no list
     */
    public static Map<Long, ShownProduct> read(Answer answer, Clock clock) {
        AnswerClassifier.faultOf(answer, clock).ifPresent(fault -> {
            throw new CallFailedException(fault, answer);
        });
        JsonNode list = StoreJson.find(answer.text()).orElseThrow().node();
        if (!list.isArray()) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's list of products is no list", false), answer);
        }
        Map<Long, ShownProduct> byId = new HashMap<>();
        list.forEach(product -> byId.put(product.path("id").asLong(), new ShownProduct(product)));
        return byId;
    }
}
