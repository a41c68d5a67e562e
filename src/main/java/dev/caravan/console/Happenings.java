package dev.caravan.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entries of a timeline in words. */
final class Happenings {

    private static final Map<String, String> DONE = Map.ofEntries(
            Map.entry("create-product", "created the product"),
            Map.entry("create-variant", "created the variant"),
            Map.entry("change-product", "changed"),
            Map.entry("change-product-attributes", "changed"),
            Map.entry("change-family-attributes", "changed"),
            Map.entry("delete-product", "deleted the product"),
            Map.entry("restore-product", "restored the product"),
            Map.entry("push-product", "pushed it to a store"),
            Map.entry("remove-product", "took it out of a store"),
            Map.entry("replay-dead-letter", "replayed a dead letter"),
            Map.entry("discard-dead-letter", "discarded a dead letter"));

    private Happenings() {}

    /** The answer of {@code show-timeline-of-product}. @param next null: this is the last page */
    record Listed(List<Matrix.Happening> data, @Nullable String next) {}

    /** @param tone which icon @param code the API's word for it @param detail of an error or a refusal */
    record Line(
            Matrix.Happening entry,
            String tone,
            String words,
            String code,
            @Nullable String detail) {}

    /** @param stores their names by id */
    static List<Line> lines(List<Matrix.Happening> entries, Map<Long, String> stores) {
        return entries.stream().map(entry -> line(entry, stores)).toList();
    }

    private static Line line(Matrix.Happening entry, Map<Long, String> stores) {
        String store = entry.connectionId() == null
                ? "a store"
                : stores.getOrDefault(entry.connectionId(), "Store " + entry.connectionId());
        return switch (entry.kind()) {
            case "attempt" -> attempt(entry, store);
            case "action" -> action(entry);
            default -> letter(entry, store);
        };
    }

    private static Line attempt(Matrix.Happening entry, String store) {
        String fields = fields(entry);
        String code = entry.errorCode() == null ? entry.action() : entry.errorCode();
        return switch (String.valueOf(entry.outcome())) {
            case "synced" ->
                new Line(
                        entry,
                        "ok",
                        entry.action().equals("none") ? store + " shows it already" : store + " took it" + fields,
                        code,
                        entry.message());
            case "retry" ->
                new Line(entry, "wait", store + " did not take it; it is sent again", code, entry.message());
            default -> new Line(entry, "bad", store + " refused it" + fields, code, entry.message());
        };
    }

    private static Line action(Matrix.Happening entry) {
        String who = entry.who() == null ? "Caravan" : entry.who();
        boolean switched = entry.fields().contains("autoSync");
        String done = switched ? "switched automatic sync" : DONE.getOrDefault(entry.action(), entry.action());
        String what = done.equals("changed") ? " " + String.join(", ", entry.fields()) : "";
        boolean refused = !"done".equals(entry.outcome());
        String words = who + (refused ? " tried, and was refused: " : " ") + done + what;
        return new Line(entry, refused ? "bad" : "edit", words, entry.action(), entry.message());
    }

    private static Line letter(Matrix.Happening entry, String store) {
        String closed = switch (entry.action()) {
            case "replayed" -> " replayed the refused change to " + store;
            case "discarded" -> " discarded the refused change to " + store;
            default -> " closed the refused change to " + store + ": it is settled";
        };
        String who = entry.who() == null ? "Caravan" : entry.who();
        return new Line(entry, "off", who + closed, String.valueOf(entry.errorCode()), entry.message());
    }

    private static String fields(Matrix.Happening entry) {
        return entry.fields().isEmpty() ? "" : entry.fields().stream().collect(Collectors.joining(", ", ": ", ""));
    }
}
