package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people did with a store: the actions of {@code show-timeline-of-store}. @param next null: there are no older ones */
record Deeds(List<Deed> data, @Nullable String next) {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("create-connection", "connected the store"),
            Map.entry("patch-connection", "changed the settings"),
            Map.entry("replace-connection", "changed the settings"),
            Map.entry("pause-connection", "paused the store"),
            Map.entry("resume-connection", "resumed the store"),
            Map.entry("push-connection", "pushed what was due"),
            Map.entry("test-connection", "tested the store"),
            Map.entry("export-products", "exported products"),
            Map.entry("confirm-deletions", "confirmed deletions"),
            Map.entry("create-export-mapping", "made a mapping"),
            Map.entry("update-export-mapping", "changed the mapping"),
            Map.entry("delete-export-mapping", "deleted the mapping"));

    /** One act. @param who null: Caravan itself @param outcome done, refused or failed @param count how many it was about */
    record Deed(
            Instant at,
            @Nullable String who,
            String action,
            @Nullable String outcome,
            List<String> fields,
            @Nullable Long count) {

        public String words() {
            String did = WORDS.getOrDefault(action, "did " + action);
            String many = count == null ? "" : " (" + new Shown().number(count) + ")";
            return outcome == null || outcome.equals("done") ? did + many : "tried, and was refused: " + did + many;
        }

        /** Whether it changed fields one by one. */
        public boolean changes() {
            return action.startsWith("patch-") || action.startsWith("replace-") || action.startsWith("update-");
        }

        public String name() {
            return who == null || who.isEmpty() ? "Caravan" : who;
        }
    }
}
