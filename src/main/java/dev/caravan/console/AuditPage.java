package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Who did what: the audit log, with its filters in the address. */
@Controller
class AuditPage {

    private static final int ROWS = 25;
    private static final int BAD_REQUEST = 400;
    private static final int LONGEST_VALUE = 300;

    private final ApiCalls api;
    private final Clock clock;

    AuditPage(ApiCalls api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** The answer of {@code list-audit-log}. */
    record Log(List<Entry> data, Pages pagination) {}

    record Entry(
            long id,
            Instant at,
            String who,
            String from,
            String action,
            String target,
            String outcome,
            @Nullable Integer status,
            @Nullable Long count,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {

        /** The action in words: its id, without hyphens. */
        public String words() {
            String words = action.replace('-', ' ');
            return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }

        public String tone() {
            return switch (outcome) {
                case "done" -> "ok";
                case "begun" -> "wait";
                case "refused" -> "off";
                default -> "bad";
            };
        }

        /** What changed, member by member. */
        public List<Change> changes() {
            Set<String> names = new TreeSet<>(names(before));
            names.addAll(names(after));
            return names.stream()
                    .map(name -> new Change(name, text(before, name), text(after, name)))
                    .toList();
        }

        private static List<String> names(@Nullable JsonNode side) {
            return side == null
                    ? List.of()
                    : side.properties().stream().map(Map.Entry::getKey).toList();
        }

        private static @Nullable String text(@Nullable JsonNode side, String name) {
            JsonNode value = side == null ? null : side.get(name);
            if (value == null || value.isNull()) {
                return null;
            }
            String text = value.isValueNode() ? value.asText() : value.toString();
            return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
        }
    }

    /** @param before null: there was nothing @param after null: there is nothing, or the log does not say */
    record Change(
            String name, @Nullable String before, @Nullable String after) {}

    /** A span of time that is chosen with one click. @param address of the page with it */
    record Span(String label, String address, boolean current) {}

    @GetMapping("/admin/audit")
    String show(
            @RequestParam(name = "who", required = false) @Nullable String who,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @RequestParam(name = "target", required = false) @Nullable String target,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "page", required = false) @Nullable String page,
            Model model) {
        Map<String, String> filter = new LinkedHashMap<>();
        keep(filter, "who", who);
        keep(filter, "action", action);
        keep(filter, "target", target);
        keep(filter, "from", from);
        keep(filter, "to", to);
        Map<String, Object> wanted = new LinkedHashMap<>(filter);
        wanted.put("limit", ROWS);
        if (page != null) {
            wanted.put("page", page);
        }
        model.addAttribute("filter", filter);
        model.addAttribute("spans", spans(filter));
        model.addAttribute(
                "actions",
                Stream.concat(Stream.of("sign-in", "sign-out"), api.changing().stream())
                        .toList());
        model.addAttribute("base", address(filter));
        try {
            model.addAttribute("log", api.read("list-audit-log", wanted, Log.class));
        } catch (ConsoleProblem problem) {
            if (problem.status() != BAD_REQUEST) {
                throw problem;
            }
            model.addAttribute("problem", problem.getMessage());
        }
        return "console/audit";
    }

    /** The address of the page with a filter, to which another parameter can be added. */
    private static String address(Map<String, String> filter) {
        StringBuilder address = new StringBuilder("/admin/audit?");
        filter.forEach((name, value) -> address.append(name)
                .append('=')
                .append(UriUtils.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return address.toString();
    }

    private static void keep(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            filter.put(name, value.strip());
        }
    }

    private List<Span> spans(Map<String, String> filter) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return List.of(
                span(filter, "Any time", null),
                span(filter, "Today", today),
                span(filter, "7 days", today.minusDays(6)),
                span(filter, "30 days", today.minusDays(29)));
    }

    private static Span span(Map<String, String> filter, String label, @Nullable LocalDate from) {
        Map<String, String> other = new LinkedHashMap<>(filter);
        other.remove("to");
        other.remove("from");
        if (from != null) {
            other.put("from", from.toString());
        }
        return new Span(label, address(other), other.equals(filter));
    }
}
