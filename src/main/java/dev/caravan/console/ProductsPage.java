package dev.caravan.console;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The matrix: products by stores. */
@BesideTheApi
class ProductsPage {

    private static final int ROWS = 25;
    /** Drawing more takes the server longer than reading them: ten rows of {@link #COLUMNS}. */
    private static final int CELLS = 500;

    private static final int COLUMNS = 50;
    private static final int CHOICES = 100;
    private static final int BAD_REQUEST = 400;

    /** With more stores a cell has room for its icon only. */
    private static final int COLUMNS_WITH_WORDS = 8;

    private static final List<Choice> PERIODS = List.of(
            new Choice("P1D", "In the last 24 hours"),
            new Choice("P7D", "In the last 7 days"),
            new Choice("P30D", "In the last 30 days"));

    private final ApiCalls api;
    private final Clock clock;

    ProductsPage(ApiCalls api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** What a list of a form offers. @param value as the address has it */
    record Choice(String value, String label) {}

    /** The answer of {@code list-connections}, as far as columns need it. */
    private record Stores(List<Store> data, Pages pagination) {}

    private record Store(long id, String storeName) {

        Choice choice() {
            return new Choice(String.valueOf(id), storeName);
        }
    }

    /** The answer of {@code list-families} or {@code list-categories}. */
    private record Kinds(List<Kind> data, Pages pagination) {}

    /** @param path of a category */
    private record Kind(long id, String name, @Nullable String path) {

        Choice choice() {
            return new Choice(String.valueOf(id), path == null ? name : path);
        }
    }

    @GetMapping("/products")
    String show(
            @RequestParam(name = "search", required = false) @Nullable String search,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "connectionId", required = false) @Nullable String connectionId,
            @RequestParam(name = "familyId", required = false) @Nullable String familyId,
            @RequestParam(name = "categoryId", required = false) @Nullable String categoryId,
            @RequestParam(name = "changedSince", required = false) @Nullable String changedSince,
            @RequestParam(name = "columns", required = false) @Nullable String columns,
            @RequestParam(name = "page", required = false) @Nullable String page,
            @RequestParam(name = "open", required = false) @Nullable String open,
            Model model) {
        ProductFilter filter = ProductFilter.of(search, status, connectionId, familyId, categoryId, changedSince);
        Instant now = clock.instant();
        Stores stores = api.read("list-connections", wanted("page", columns, COLUMNS), Stores.class);
        List<Choice> shown = stores.data().stream().map(Store::choice).collect(Collectors.toCollection(ArrayList::new));
        boolean elsewhere = !filter.connectionId().isEmpty()
                && shown.stream().noneMatch(store -> store.value().equals(filter.connectionId()));
        if (elsewhere) {
            shown.add(api.read("show-connection", Map.of("id", filter.connectionId()), Store.class)
                    .choice());
        }
        List<Choice> asked = elsewhere ? List.of(shown.get(shown.size() - 1)) : shown;
        Matrix.Listed matrix = Matrix.Listed.NONE;
        try {
            matrix = matrix(filter, now, asked, page);
        } catch (ConsoleProblem e) {
            if (e.status() != BAD_REQUEST) {
                throw e;
            }
            model.addAttribute("problem", String.valueOf(e.getMessage()));
        }
        model.addAttribute("matrix", matrix);
        model.addAttribute("variants", variants(open, asked));
        model.addAttribute("open", open);
        model.addAttribute("here", here(filter, columns, page));
        model.addAttribute("filter", filter);
        model.addAttribute("saved", SavedFilters.of(api, "products"));
        model.addAttribute("matching", filter.query(now));
        model.addAttribute("columns", stores.pagination());
        model.addAttribute("narrow", asked.size() > COLUMNS_WITH_WORDS);
        model.addAttribute("states", CellState.values());
        model.addAttribute("stores", shown);
        model.addAttribute("families", kinds("families", "family", filter.familyId()));
        model.addAttribute("categories", kinds("categories", "category", filter.categoryId()));
        model.addAttribute("periods", periods(filter.changedSince()));
        return "console/products";
    }

    private Matrix.Listed matrix(ProductFilter filter, Instant now, List<Choice> stores, @Nullable String page) {
        if (filter.lacksAStore()) {
            return Matrix.Listed.NONE;
        }
        int rows = Math.min(ROWS, CELLS / Math.max(1, stores.size()));
        Map<String, @Nullable Object> wanted = wanted("page", page, rows);
        wanted.putAll(filter.asked(now));
        wanted.put("connectionIds", ids(stores));
        return api.read("list-matrix-rows", wanted, Matrix.Listed.class);
    }

    /** Those of the product that is unfolded; none if none is. */
    private Matrix.Listed variants(@Nullable String open, List<Choice> stores) {
        if (open == null || open.isEmpty()) {
            return Matrix.Listed.NONE;
        }
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("productId", open);
        wanted.put("limit", CHOICES);
        wanted.put("connectionIds", ids(stores));
        return api.read("list-matrix-variants", wanted, Matrix.Listed.class);
    }

    private static @Nullable String ids(List<Choice> stores) {
        return stores.isEmpty() ? null : stores.stream().map(Choice::value).collect(Collectors.joining(","));
    }

    /** The address of what is shown, to which one more parameter can be added. */
    private static String here(ProductFilter filter, @Nullable String columns, @Nullable String page) {
        Map<String, String> rest = new LinkedHashMap<>();
        if (columns != null && !columns.isEmpty()) {
            rest.put("columns", columns);
        }
        if (page != null && !page.isEmpty()) {
            rest.put("page", page);
        }
        return filter.query() + ProductFilter.query(rest);
    }

    private static Map<String, @Nullable Object> wanted(String name, @Nullable String value, int limit) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put(name, value == null || value.isEmpty() ? null : value);
        wanted.put("limit", limit);
        return wanted;
    }

    /** The first ones by name, and the one that is chosen. */
    private List<Choice> kinds(String many, String one, String chosen) {
        List<Choice> kinds = api.read("list-" + many, Map.of("limit", CHOICES), Kinds.class).data().stream()
                .map(Kind::choice)
                .toList();
        boolean offered =
                chosen.isEmpty() || kinds.stream().anyMatch(kind -> kind.value().equals(chosen));
        return offered
                ? kinds
                : Stream.concat(
                                Stream.of(api.read("show-" + one, Map.of("id", chosen), Kind.class)
                                        .choice()),
                                kinds.stream())
                        .toList();
    }

    private static List<Choice> periods(String chosen) {
        boolean offered = chosen.isEmpty()
                || PERIODS.stream().anyMatch(period -> period.value().equals(chosen));
        return offered
                ? PERIODS
                : Stream.concat(PERIODS.stream(), Stream.of(new Choice(chosen, "Since " + chosen)))
                        .toList();
    }
}
