package dev.caravan.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One product in all stores, what happened to it, and on request what would be sent to one of them. */
@BesideTheApi
class ProductPage {

    private static final int STORES = 50;
    private static final int LETTERS = 20;
    private static final int VARIANTS = 50;
    private static final int ENTRIES = 20;

    private final ApiCalls api;

    ProductPage(ApiCalls api) {
        this.api = api;
    }

    /** The answer of {@code show-product}, as far as the page shows it. */
    record Product(
            long id,
            String sku,
            String name,
            String type,
            @Nullable Long parentProductId,
            String status,
            @Nullable String price,
            @Nullable String salePrice,
            List<String> categories,
            List<Asset> assets,
            Instant updatedAt) {

        public boolean isVariable() {
            return type.equals("variable");
        }

        /** Those that Caravan has itself. */
        public List<FieldChange.Picture> pictures() {
            return assets.stream()
                    .filter(asset -> asset.mimeType().startsWith("image/"))
                    .map(asset -> FieldChange.Picture.of(asset.url(), asset.name()))
                    .filter(picture -> picture.address() != null)
                    .toList();
        }
    }

    record Asset(String url, String name, String mimeType) {}

    /** The answer of {@code list-variants}. */
    record Variants(List<Product> data, Pages pagination) {}

    @GetMapping("/products/{id:\\d{1,18}}")
    String show(
            @PathVariable("id") String id,
            @RequestParam(name = "store", required = false) @Nullable String store,
            @RequestParam(name = "shown", required = false) @Nullable String shown,
            @RequestParam(name = "page", required = false) @Nullable String page,
            @RequestParam(name = "before", required = false) @Nullable String before,
            Model model) {
        Product product = api.read("show-product", Map.of("id", id), Product.class);
        Matrix.InStores stores = api.read(
                "list-stores-of-product",
                wanted(Map.of("productId", id, "limit", STORES), "page", page),
                Matrix.InStores.class);
        Happenings.Listed happened = api.read(
                "show-timeline-of-product",
                wanted(Map.of("productId", id, "limit", ENTRIES), "before", before),
                Happenings.Listed.class);
        Map<Long, String> names = stores.data().stream()
                .collect(
                        Collectors.toMap(in -> in.store().id(), in -> in.store().storeName()));
        model.addAttribute("product", product);
        model.addAttribute("stores", stores);
        model.addAttribute("names", names);
        model.addAttribute("letters", letters(id));
        model.addAttribute("variants", variants(product));
        model.addAttribute("happened", Happenings.lines(happened.data(), names));
        model.addAttribute("next", happened.next());
        model.addAttribute(
                "change",
                store == null || store.isEmpty()
                        ? null
                        : StoreChange.of(api, id, product.parentProductId(), store, "now".equals(shown)));
        model.addAttribute("live", live(id, page, before));
        return "console/product";
    }

    /** What is no id is no product; {@code deleted} is an operation of the API. */
    @GetMapping("/products/{text:(?!deleted$|\\d{1,18}$).+}")
    void none() {
        throw new ConsoleProblem(404, "There is no product at this address: a product's address ends with its number.");
    }

    private static Map<String, @Nullable Object> wanted(
            Map<String, Object> fixed, String name, @Nullable String value) {
        Map<String, @Nullable Object> wanted = new HashMap<>(fixed);
        wanted.put(name, value == null || value.isEmpty() ? null : value);
        return wanted;
    }

    private Letters.Listed letters(String id) {
        return api.read("list-dead-letters", Map.of("productId", id, "limit", LETTERS), Letters.Listed.class);
    }

    private @Nullable Variants variants(Product product) {
        return product.isVariable()
                ? api.read("list-variants", Map.of("id", product.id(), "limit", VARIANTS), Variants.class)
                : null;
    }

    /** The address from which regions are fetched again: without what was asked once only. */
    private static String live(String id, @Nullable String page, @Nullable String before) {
        Map<String, String> parameters = new HashMap<>();
        if (page != null) {
            parameters.put("page", page);
        }
        if (before != null) {
            parameters.put("before", before);
        }
        return "/products/" + id + "?" + ProductFilter.query(parameters);
    }
}
