package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.Dates;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.rest.StoreRequest;
import dev.caravan.sandbox.rest.Validation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which products a list shows, and in which order. {@code orderby=date} goes by id: newer products have higher ones. */
final class ProductQuery {

    private final ProductTable table;

    ProductQuery(ProductTable table) {
        this.table = table;
    }

    List<ObjectNode> find(StoreRequest request) {
        boolean descending = !request.parameter("order").orElse("desc").equals("asc");
        Stream<ObjectNode> found = candidates(request, descending).filter(filter(request));
        return order(request, descending)
                .map(order -> found.sorted(order))
                .orElse(found)
                .toList();
    }

    private Stream<ObjectNode> candidates(StoreRequest request, boolean descending) {
        String skus = request.parameter("sku").orElse("");
        if (!skus.isEmpty()) {
            Map<Long, ObjectNode> found = new LinkedHashMap<>();
            List<String> wanted = new ArrayList<>(List.of(skus.split(",")));
            wanted.add(skus); // a SKU that contains a comma is found when asked alone
            for (String sku : wanted) {
                table.bySku(sku.strip()).forEach(p -> found.put(p.path("id").asLong(), p));
            }
            Comparator<ObjectNode> byId =
                    Comparator.comparingLong(p -> p.path("id").asLong());
            return found.values().stream().sorted(descending ? byId.reversed() : byId);
        }
        String include = request.parameter("include").orElse("");
        if (!include.isEmpty()) {
            return Stream.of(include.split(","))
                    .map(id -> table.product(Php.whole(Json.object().textNode(id))))
                    .flatMap(Optional::stream);
        }
        return table.all(descending);
    }

    /** {@code ?status=}; without one, or with {@code any}, all but the trash. */
    static Predicate<ObjectNode> hasStatus(StoreRequest request) {
        String status = request.parameter("status").orElse("any");
        return status.equals("any")
                ? product -> !Trash.holds(product)
                : product -> product.path("status").asText().equals(status);
    }

    private static Predicate<ObjectNode> filter(StoreRequest request) {
        Predicate<ObjectNode> filter = hasStatus(request);
        String search = request.parameter("search").orElse("").toLowerCase(Locale.ROOT);
        if (!search.isEmpty()) {
            filter = filter.and(product -> contains(product, "name", search));
        }
        String searchSku = request.parameter("search_sku").orElse("").toLowerCase(Locale.ROOT);
        if (!searchSku.isEmpty()) {
            filter = filter.and(product -> contains(product, "sku", searchSku));
        }
        Optional<String> modifiedAfter = request.parameter("modified_after");
        if (modifiedAfter.isPresent()) {
            String after = Dates.parse(modifiedAfter.get())
                    .orElseThrow(
                            () -> Validation.wrongParameter("modified_after", "Invalid date.", "rest_invalid_date"));
            filter =
                    filter.and(product -> product.path("date_modified").asText().compareTo(after) > 0);
        }
        return filter;
    }

    private static Optional<Comparator<ObjectNode>> order(StoreRequest request, boolean descending) {
        String field = switch (request.parameter("orderby").orElse("date")) {
            case "modified" -> "date_modified";
            case "title" -> "name";
            case "slug" -> "slug";
            default -> "";
        };
        Comparator<ObjectNode> order =
                Comparator.comparing(product -> product.path(field).asText());
        return field.isEmpty() ? Optional.empty() : Optional.of(descending ? order.reversed() : order);
    }

    private static boolean contains(ObjectNode product, String field, String part) {
        return product.path(field).asText().toLowerCase(Locale.ROOT).contains(part);
    }
}
