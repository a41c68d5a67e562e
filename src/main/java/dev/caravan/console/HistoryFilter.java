package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** What a person has chosen to see of the history, as it stands in the address. */
record HistoryFilter(Map<String, String> values) {

    private static final String RANGE = "range";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String ZONE = "zone";
    private static final List<String> PASSED_ON = List.of("connectionId", "syncStatus", "sku", "productId", "search");
    private static final Set<String> NAMES =
            Set.of("connectionId", "syncStatus", "sku", "productId", "search", RANGE, FROM, TO, ZONE);

    /** A choice of the recent past. @param code in the address */
    record Range(String code, String label, Duration length) {}

    static final List<Range> RANGES = List.of(
            new Range("hour", "Last hour", Duration.ofHours(1)),
            new Range("day", "24 hours", Duration.ofDays(1)),
            new Range("week", "7 days", Duration.ofDays(7)),
            new Range("month", "30 days", Duration.ofDays(30)));

    static HistoryFilter of(HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES.stream().sorted().toList()) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
        if (!values.containsKey(FROM) && !values.containsKey(TO)) {
            values.remove(ZONE);
        }
        return new HistoryFilter(values);
    }

    /** What is chosen for a name; an empty text: nothing. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The parameters of {@code list-history}. @throws ConsoleProblem 400 for a time that is none */
    Map<String, @Nullable Object> wanted(Clock clock) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        PASSED_ON.forEach(name -> wanted.put(name, values.get(name)));
        RANGES.stream()
                .filter(range -> range.code().equals(values.get(RANGE)))
                .findFirst()
                .ifPresent(range -> wanted.put(
                        "startDate", clock.instant().minus(range.length()).toString()));
        if (values.containsKey(FROM)) {
            wanted.put("startDate", moment(FROM));
        }
        if (values.containsKey(TO)) {
            wanted.put("endDate", moment(TO));
        }
        return wanted;
    }

    /** A time of the reader's clock, whose zone the script of the page adds. */
    private String moment(String name) {
        try {
            ZoneId zone = values.containsKey(ZONE) ? ZoneId.of(get(ZONE)) : ZoneOffset.UTC;
            return LocalDateTime.parse(get(name)).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            throw new ConsoleProblem(400, "“" + get(name) + "” is no time: write it as 2026-01-31T12:00.");
        }
    }

    /** The beginning of an address of the list with this filter; a parameter can be added to it. */
    public String base() {
        return base(Set.of());
    }

    /** As it is saved: the query alone; an empty text: nothing is chosen. */
    public String saved() {
        String base = base();
        return values.isEmpty() ? "" : base.substring(base.indexOf('?') + 1, base.length() - 1);
    }

    /** The same for another range. @param code as {@link Range#code}; an empty text: all times */
    public String inRange(String code) {
        String base = base(Set.of(RANGE, FROM, TO, ZONE));
        return code.isEmpty() ? base : base + RANGE + "=" + code;
    }

    /** The same without what is chosen for a name. */
    public String without(String name) {
        return base(Set.of(name));
    }

    private String base(Set<String> leftOut) {
        return "/history?"
                + values.entrySet().stream()
                        .filter(value -> !leftOut.contains(value.getKey()))
                        .map(value ->
                                value.getKey() + "=" + UriUtils.encode(value.getValue(), StandardCharsets.UTF_8) + "&")
                        .collect(Collectors.joining());
    }
}
