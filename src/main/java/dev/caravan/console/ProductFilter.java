package dev.caravan.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Which products a page shows, as its address has it; an empty text stands for any. The names are those of the API.
 *
 * @param changedSince a moment as the API takes it, or so many days back: {@code P7D}
 */
record ProductFilter(
        String search, String status, String connectionId, String familyId, String categoryId, String changedSince) {

    private static final Pattern DAYS = Pattern.compile("P(\\d{1,4})D");

    static ProductFilter of(
            @Nullable String search,
            @Nullable String status,
            @Nullable String connectionId,
            @Nullable String familyId,
            @Nullable String categoryId,
            @Nullable String changedSince) {
        return new ProductFilter(
                text(search), text(status), text(connectionId), text(familyId), text(categoryId), text(changedSince));
    }

    private static String text(@Nullable String parameter) {
        return parameter == null ? "" : parameter.strip();
    }

    public boolean isEmpty() {
        return fields().isEmpty();
    }

    /** Whether the API would ask in which store the products have this status. */
    public boolean lacksAStore() {
        return connectionId.isEmpty()
                && Arrays.stream(CellState.values())
                        .anyMatch(state -> state.needsAStore() && state.code().equals(status));
    }

    /** The address of the page, without a question mark; it ends with an ampersand unless it is empty. */
    public String query() {
        return query(fields());
    }

    /** As it is saved: without the ampersand at its end. */
    public String saved() {
        String query = query();
        return query.isEmpty() ? query : query.substring(0, query.length() - 1);
    }

    /** The same products, of another store. */
    public String queryAt(long connection) {
        return new ProductFilter(search, status, String.valueOf(connection), familyId, categoryId, changedSince)
                .query();
    }

    /** For programs, which know moments only. */
    String query(Instant now) {
        return query(asked(now));
    }

    /** The parameters of the API. */
    Map<String, String> asked(Instant now) {
        Map<String, String> asked = fields();
        Matcher days = DAYS.matcher(changedSince);
        if (days.matches()) {
            Duration back = Duration.ofDays(Long.parseLong(days.group(1)));
            asked.put("changedSince", now.minus(back).toString());
        }
        return asked;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("search", search);
        fields.put("status", status);
        fields.put("connectionId", connectionId);
        fields.put("familyId", familyId);
        fields.put("categoryId", categoryId);
        fields.put("changedSince", changedSince);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** The query of an address; it ends with an ampersand unless it is empty. */
    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + UriUtils.encode(field.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
    }
}
