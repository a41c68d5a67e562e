package dev.caravan.console;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What needs a person, grouped by cause; and the products of one group. */
@Controller
class AttentionPage {

    private static final int GROUPS = 50;
    private static final int LETTERS = 25;

    private final ApiCalls api;

    AttentionPage(ApiCalls api) {
        this.api = api;
    }

    @GetMapping("/attention")
    String show(@RequestParam(name = "page", required = false) @Nullable String page, Model model) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("page", page);
        wanted.put("limit", GROUPS);
        model.addAttribute("groups", api.read("list-dead-letter-groups", wanted, Letters.Groups.class));
        model.addAttribute(
                "held", api.read("list-stores", Map.of("state", "unhealthy", "limit", GROUPS), StoreLines.class));
        model.addAttribute(
                "guarded", api.read("list-stores", Map.of("state", "guarded", "limit", GROUPS), StoreLines.class));
        return "console/attention";
    }

    /** The open dead letters of a store with one code. */
    @GetMapping("/attention/group")
    String group(
            @RequestParam("store") String store,
            @RequestParam("code") String code,
            @RequestParam(name = "page", required = false) @Nullable String page,
            Model model) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("connectionId", store);
        wanted.put("code", code);
        model.addAttribute("connection", api.read("show-connection", Map.of("id", store), StoreNames.Named.class));
        model.addAttribute("code", code);
        model.addAttribute("cause", Cause.of(code));
        wanted.put("page", page);
        wanted.put("limit", LETTERS);
        model.addAttribute("letters", api.read("list-dead-letters", wanted, Letters.Listed.class));
        return "console/group";
    }
}
