package dev.caravan.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may come in, and what the service tells about itself. */
@Controller
class AdminPages {

    private static final int ROWS = 50;

    private final ApiCalls api;
    private final Environment settings;

    AdminPages(ApiCalls api, Environment settings) {
        this.api = api;
        this.settings = settings;
    }

    /** The answer of {@code list-users}. */
    record Users(List<User> data, Pages pagination) {}

    record User(
            long id,
            String username,
            String role,
            boolean enabled,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {}

    /** The answer of {@code list-alerts}. */
    record Alerts(List<Alert> data, Pages pagination) {}

    record Alert(
            long id,
            @Nullable Long connectionId,
            @Nullable String storeName,
            String kind,
            String state,
            String detail,
            @Nullable String closedDetail,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<Webhook> webhooks) {

        public AlertRule rule() {
            return AlertRule.of(kind);
        }
    }

    record Webhook(
            String transition,
            String state,
            int attempts,
            @Nullable Integer httpStatus,
            @Nullable String error) {

        public String tone() {
            return switch (state) {
                case "sent" -> "ok";
                case "pending" -> "wait";
                default -> "bad";
            };
        }
    }

    /** To the first page of these that the person may see. */
    @GetMapping({"/admin", "/admin/"})
    String first(@ModelAttribute("frame") Frame frame) {
        return frame.user().manages() ? "redirect:/admin/users" : "redirect:/admin/alerts";
    }

    @GetMapping("/admin/users")
    String users(@RequestParam(name = "page", required = false) @Nullable String page, Model model) {
        model.addAttribute("users", api.read("list-users", wanted(page), Users.class));
        return "console/users";
    }

    /** The person who is signed in. */
    @GetMapping("/admin/me")
    String me(@ModelAttribute("frame") Frame frame, Model model) {
        String role = frame.user().role();
        model.addAttribute("role", UserActions.ROLES.getOrDefault(role, role));
        return "console/me";
    }

    @GetMapping("/admin/keys")
    String keys(@RequestParam(name = "page", required = false) @Nullable String page, Model model) {
        model.addAttribute("keys", api.read("list-api-keys", wanted(page), KeyActions.Keys.class));
        return "console/keys";
    }

    @GetMapping("/admin/alerts")
    String alerts(
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "page", required = false) @Nullable String page,
            Model model) {
        String shown = "closed".equals(state) ? "closed" : "open";
        Map<String, @Nullable Object> wanted = wanted(page);
        wanted.put("state", shown);
        model.addAttribute("alerts", api.read("list-alerts", wanted, Alerts.class));
        model.addAttribute("state", shown);
        model.addAttribute("rules", AlertRule.ALL);
        model.addAttribute("values", AlertRule.values(settings));
        return "console/alerts";
    }

    /** The answer of {@code show-service}. */
    record Service(String name, String version) {}

    /** The answer of {@code show-service-health}. */
    record ServiceHealth(String status, List<Part> components, Management management) {

        public boolean isUp() {
            return status.equals("UP");
        }
    }

    record Part(String name, String status, @Nullable String reason) {

        /** What it is about, in words. */
        public String words() {
            return switch (name) {
                case "camelHealth" -> "Camel is healthy";
                case "camelLivenessState" -> "Camel runs";
                case "camelReadinessState" -> "The routes are started";
                case "ping" -> "The program answers";
                case "ssl" -> "Certificates are valid";
                case "db" -> "The database answers";
                case "database" -> "The database carries out what it is told";
                case "deliveries" -> "Deliveries to stores make progress";
                case "diskSpace" -> "There is room on the disk";
                case "livenessState" -> "The program lives";
                case "readinessState" -> "The program takes requests";
                default -> name;
            };
        }

        public String tone() {
            return !status.equals("UP") ? "bad" : reason == null ? "ok" : "late";
        }
    }

    record Management(String address, int port) {}

    /** The answer of {@code show-key-rotation}. */
    record Rotation(
            String state,
            int total,
            int done,
            int failed,
            String keyId,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    @GetMapping("/admin/service")
    String service(@ModelAttribute("frame") Frame frame, Model model) {
        model.addAttribute("service", api.read("show-service", Map.of(), Service.class));
        model.addAttribute("health", api.read("show-service-health", Map.of(), ServiceHealth.class));
        model.addAttribute("stores", api.read("list-stores", Map.of("limit", 1), StoreLines.class));
        if (frame.user().manages()) {
            model.addAttribute("rotation", api.read("show-key-rotation", Map.of(), Rotation.class));
        }
        return "console/service";
    }

    private static Map<String, @Nullable Object> wanted(@Nullable String page) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("page", page);
        wanted.put("limit", ROWS);
        return wanted;
    }
}
