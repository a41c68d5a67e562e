package dev.caravan.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a store: the answer of {@code show-connection}, as far as pages show it. */
record StoreSettings(
        long id,
        String storeName,
        String storeUrl,
        boolean autoSync,
        boolean autoExport,
        String onDelete,
        String onMissing,
        int batchSize,
        int concurrency,
        @Nullable Integer requestsPerMinute,
        int currentBatchSize) {

    /** What a form sends for a box that is ticked. */
    static final String TICKED = "on";

    /** What the store does with a product that the catalogue has deleted, by the API's word for it. */
    static final Map<String, String> DELETIONS = ordered(
            "keep", "keeps it as it is",
            "draft", "makes it a draft",
            "trash", "puts it into its trash",
            "delete", "deletes it for good");

    static final Map<String, String> LOSSES =
            ordered("recreate", "it is created there again", "unlink", "it no longer belongs to the store");

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }

    public String deletedWords() {
        return "the store " + DELETIONS.getOrDefault(onDelete, onDelete);
    }

    public String missingWords() {
        return LOSSES.getOrDefault(onMissing, onMissing);
    }

    /** A value as a form has it, as a person reads it. */
    static String words(String name, String value) {
        return switch (name) {
            case "onDelete" -> DELETIONS.getOrDefault(value, value);
            case "onMissing" -> LOSSES.getOrDefault(value, value);
            default -> value.isEmpty() ? "empty" : value;
        };
    }

    /** As a form has them: texts; a box that is not ticked has none. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("storeName", storeName);
        texts.put("storeUrl", storeUrl);
        texts.put("batchSize", Integer.toString(batchSize));
        texts.put("concurrency", Integer.toString(concurrency));
        texts.put("requestsPerMinute", requestsPerMinute == null ? "" : requestsPerMinute.toString());
        texts.put("autoSync", autoSync ? TICKED : "");
        texts.put("autoExport", autoExport ? TICKED : "");
        texts.put("onDelete", onDelete);
        texts.put("onMissing", onMissing);
        return texts;
    }
}
