package dev.caravan.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An action on many products, as {@code show-job} and {@code list-jobs} answer it. @param failures null in a list */
record Job(
        UUID id,
        String action,
        String state,
        @Nullable Filter filter,
        List<Long> connectionIds,
        String who,
        Instant createdAt,
        @Nullable Instant finishedAt,
        long products,
        boolean collecting,
        long total,
        long done,
        long failed,
        @Nullable Long skipped,
        double perSecond,
        @Nullable Long etaSeconds,
        @Nullable List<Failure> failures) {

    private static final Shown SHOW = new Shown();

    /** Which products were meant; null: any. */
    record Filter(
            @Nullable String search,
            @Nullable String status,
            @Nullable Long connectionId,
            @Nullable Long familyId,
            @Nullable Long categoryId,
            @Nullable String changedSince) {}

    record Failure(
            long productId,
            @Nullable String sku,
            @Nullable String name,
            long connectionId,
            String storeName,
            @Nullable String message) {}

    /** What is done, such as "Push 12 products in 3 stores". */
    public String title() {
        String what = SHOW.count(products, "product");
        String where = " in " + SHOW.count(connectionIds.size(), "store");
        return switch (action) {
            case "push" -> "Push " + what + where;
            case "export" -> "Export " + what + " to " + SHOW.count(connectionIds.size(), "store");
            case "autoSyncOn" -> "Automatic sync on: " + what + where;
            case "autoSyncOff" -> "Automatic sync off: " + what + where;
            case "unlink" -> "Unlink " + what + where;
            default -> action + ": " + what + where;
        };
    }

    /** Which products were meant, in words. */
    public List<String> chosen() {
        if (filter == null) {
            return List.of("ticked one by one");
        }
        List<String> words = new ArrayList<>();
        add(words, filter.search == null ? null : "found by “" + filter.search + "”");
        add(words, filter.status == null ? null : "in the state " + filter.status.replace('_', ' '));
        add(words, filter.connectionId == null ? null : "in the store " + filter.connectionId);
        add(words, filter.familyId == null ? null : "of the family " + filter.familyId);
        add(words, filter.categoryId == null ? null : "of the category " + filter.categoryId);
        add(words, filter.changedSince == null ? null : "changed since " + filter.changedSince);
        return words.isEmpty() ? List.of("all there are") : words;
    }

    private static void add(List<String> words, @Nullable String word) {
        if (word != null) {
            words.add(word);
        }
    }

    public boolean isOpen() {
        return state.equals("running") || state.equals("cancelling");
    }

    /** As {@link StoreState#tone}. */
    public String tone() {
        return switch (state) {
            case "done" -> failed == 0 ? "ok" : "bad";
            case "failed" -> "bad";
            case "cancelled" -> "off";
            default -> "wait";
        };
    }

    public String words() {
        return switch (state) {
            case "done" -> failed == 0 ? "Done" : "Done, " + SHOW.number(failed) + " failed";
            case "failed" -> "Stopped by a fault";
            case "cancelled" -> "Cancelled";
            case "cancelling" -> "Being cancelled";
            default -> collecting ? "Looking for the products" : "Running";
        };
    }

    /** How fast it is and how long it takes, in words; empty if nothing can be said. */
    public String pace() {
        if (perSecond == 0 || !state.equals("running")) {
            return "";
        }
        return perSecond + " a second" + (etaSeconds == null ? "" : ", about " + SHOW.age(etaSeconds) + " left");
    }
}
