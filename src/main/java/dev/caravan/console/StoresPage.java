package dev.caravan.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: all stores, and what needs a person now. */
@Controller
class StoresPage {

    private static final int ROWS = 50;

    /** A choice above the list. @param state as the API has it */
    record Filter(String state, String label) {}

    private static final List<Filter> FILTERS = List.of(
            new Filter("all", "All"),
            new Filter("unhealthy", "Unhealthy"),
            new Filter("paused", "Paused"),
            new Filter("error", "With errors"),
            new Filter("pending", "Pending"),
            new Filter("healthy", "Healthy"));

    private final ApiCalls api;

    StoresPage(ApiCalls api) {
        this.api = api;
    }

    @GetMapping("/")
    String show(
            @RequestParam(name = "search", required = false) @Nullable String search,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "page", required = false) @Nullable String page,
            Model model) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("search", search);
        wanted.put("state", state == null || state.isEmpty() ? null : state);
        wanted.put("page", page);
        wanted.put("limit", ROWS);
        model.addAttribute("stores", api.read("list-stores", wanted, StoreLines.class));
        model.addAttribute("search", search == null ? "" : search);
        model.addAttribute("state", state == null || state.isEmpty() ? "all" : state);
        model.addAttribute("filters", FILTERS);
        return "console/stores";
    }
}
