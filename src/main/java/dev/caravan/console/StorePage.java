package dev.caravan.console;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One store: how it is and what to do, what goes on in it, its settings, and who did what with it. */
@Controller
class StorePage {

    private static final String ID = "id";
    private static final String STORE = "connectionId";
    private static final String LIMIT = "limit";
    private static final int FEW = 5;
    private static final int LINES = 10;
    private static final Map<String, String> SAVED = Map.of(
            "settings", "The settings are saved.",
            "mapping", "The mapping is saved; its products are pending.");

    private final ApiCalls api;
    private final Environment environment;

    StorePage(ApiCalls api, Environment environment) {
        this.api = api;
        this.environment = environment;
    }

    @GetMapping("/stores/{id}")
    String show(
            @PathVariable(ID) String id,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "saved", required = false) @Nullable String saved,
            Model model) {
        StoreSettings settings = api.read("show-connection", Map.of(ID, id), StoreSettings.class);
        Map<String, Object> ofStore = Map.of(STORE, settings.id(), LIMIT, FEW);
        model.addAttribute("connection", settings);
        model.addAttribute(
                "line",
                api.read("list-stores", ofStore, StoreLines.class).data().stream()
                        .findFirst()
                        .orElseThrow(() -> new ConsoleProblem(404, "The store was just disconnected.")));
        model.addAttribute("groups", api.read("list-dead-letter-groups", ofStore, Letters.Groups.class));
        model.addAttribute("exports", api.read("list-exports", Map.of(ID, id, LIMIT, FEW), StoreExports.class));
        model.addAttribute(
                "attempts",
                api.read(
                        "list-history",
                        Map.of(STORE, settings.id(), LIMIT, LINES, "countUpTo", LINES),
                        Attempts.class));
        model.addAttribute("day", figures(settings.id(), "hour"));
        model.addAttribute("month", figures(settings.id(), "day"));
        model.addAttribute("mapping", StoreMapping.active(api, id));
        deeds(id, before, model);
        model.addAttribute("saved", saved == null ? null : SAVED.get(saved));
        model.addAttribute("hawtio", hawtio());
        return "console/store";
    }

    /** Of the last 24 hours by hour, or of the last 30 days by day. */
    private FigureLines.OverTime figures(long id, String resolution) {
        return api.read("show-analytics", Map.of(STORE, id, "resolution", resolution), FigureLines.OverTime.class);
    }

    private void deeds(String id, @Nullable String before, Model model) {
        Map<String, @Nullable Object> wanted = new HashMap<>(Map.of(ID, id, "kind", "action", LIMIT, LINES));
        wanted.put("before", before);
        Deeds deeds = api.read("show-timeline-of-store", wanted, Deeds.class);
        model.addAttribute("deeds", deeds.data());
        model.addAttribute("older", deeds.next());
        model.addAttribute("before", before != null && !before.isBlank());
    }

    /** Where Hawtio is, seen from this machine; null: the port is not known. */
    private @Nullable String hawtio() {
        String port = environment.getProperty("local.management.port");
        return port == null
                ? null
                : "http://" + environment.getProperty("caravan.management.address", "127.0.0.1") + ":" + port
                        + "/actuator/hawtio";
    }
}
