package dev.caravan.sync.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The figures as CSV: a fixed line of names, a line for each point or store, lines end with CRLF (RFC 4180). The name of a store is the only text
 * of others in it; one that a spreadsheet would take for a formula gets an apostrophe before it.
 */
@Component
class AnalyticsCsv {

    private static final List<String> FIGURES = List.of(
            "delivered",
            "unchanged",
            "retried",
            "failed",
            "calls",
            "fieldsSent",
            "savedCoalesced",
            "savedUnchanged",
            "savedImages",
            "savedBatched",
            "delayCount",
            "delayP50Ms",
            "delayP95Ms",
            "delayP99Ms");
    private static final String FORMULA = "=+-@|\t\r\n＝＋－＠";

    private final CsvMapper mapper = new CsvMapper();

    public String points(AnalyticsEndpoint.OverTime answer) {
        return table(
                List.of("at", "resolution", "connectionId"),
                answer.points().stream()
                        .map(point -> line(
                                point.figures(),
                                point.at().toString(),
                                answer.resolution(),
                                answer.connectionId() == null ? "" : answer.connectionId()))
                        .toList());
    }

    public String stores(AnalyticsEndpoint.OfStores answer) {
        return table(
                List.of("connectionId", "storeName"),
                answer.data().stream()
                        .map(store -> line(store.figures(), store.connectionId(), harmless(store.storeName())))
                        .toList());
    }

    private String table(List<String> first, List<List<Object>> lines) {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        Stream.concat(first.stream(), FIGURES.stream()).forEach(schema::addColumn);
        try {
            return mapper.writer(schema.build()).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written as CSV", e);
        }
    }

    private static List<Object> line(Figures figures, Object... first) {
        Figures.Delay delay = figures.getDelayMs();
        List<Object> cells = new ArrayList<>(List.of(first));
        cells.addAll(List.of(
                figures.delivered(),
                figures.unchanged(),
                figures.retried(),
                figures.failed(),
                figures.calls(),
                figures.fieldsSent(),
                figures.savedCalls().coalesced(),
                figures.savedCalls().unchanged(),
                figures.savedCalls().images(),
                figures.savedCalls().batched(),
                delay == null ? 0 : delay.count(),
                cell(delay == null ? null : delay.p50()),
                cell(delay == null ? null : delay.p95()),
                cell(delay == null ? null : delay.p99())));
        return cells;
    }

    private static Object cell(@Nullable Long value) {
        return value == null ? "" : value;
    }

    private static String harmless(String text) {
        String visible = text.stripLeading();
        return !visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0 || !text.equals(visible)
                ? "'" + text
                : text;
    }
}
