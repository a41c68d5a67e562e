package dev.caravan.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer of a dry run of {@code act-on-products}, in sentences.
 *
 * @param action what is done: an export acts on all {@code products}, all else on those of them that are in the stores
 * @param products that were chosen
 * @param rows on which it acts: products in stores, variants counted as well
 * @param estimated whether all but {@code changes} comes from a sample
 */
record DryRun(
        String action,
        long products,
        long rows,
        long calls,
        long images,
        long seconds,
        boolean estimated,
        int storeCount,
        List<InStore> stores,
        Changes changes) {

    private static final Shown SHOW = new Shown();
    private static final int MOST_FIELDS = 8;
    private static final int EXACT_UP_TO = 100;

    record InStore(String storeName, boolean held) {}

    /** What would be shown otherwise. @param sampled rows that were compared */
    record Changes(
            long rows,
            List<OfField> byField,
            long created,
            long unknown,
            long refused,
            long sampled,
            boolean estimated) {}

    record OfField(String field, long rows) {}

    /** Why there is nothing to do. */
    String nothing() {
        return products == 0 ? "No product matches." : "None of " + chosen() + " is in these stores.";
    }

    private String chosen() {
        return number(products, estimated) + (products == 1 ? " product" : " products");
    }

    private String pages() {
        return number(rows, estimated) + (rows == 1 ? " product page" : " product pages");
    }

    /** On how many it acts. In several stores the API counts pages, and a product has one in each of them. */
    String howMany() {
        if (actsOnAllChosen()) {
            return chosen();
        }
        if (storeCount > 1) {
            return pages();
        }
        return rows > products
                ? number(rows, estimated) + " products and variants"
                : number(rows, estimated) + (rows == 1 ? " product" : " products");
    }

    private boolean actsOnAllChosen() {
        return action.equals("export") || products == 1;
    }

    String where() {
        return storeCount == 1 ? stores.get(0).storeName() : SHOW.count(storeCount, "store");
    }

    /** What it costs. */
    String counted() {
        String all = capital(howMany()) + " in " + SHOW.count(storeCount, "store") + inAll();
        if (calls == 0) {
            return all + "; the stores are not called.";
        }
        return all + ", about " + SHOW.count(rounded(calls, estimated), "call")
                + (images == 0 ? "" : " and " + SHOW.count(rounded(images, estimated), "image"))
                + "; takes about " + (seconds < 2 ? "a second" : SHOW.age(seconds)) + " at the stores' pace.";
    }

    private String inAll() {
        if (!actsOnAllChosen()) {
            return rows < products
                    ? " (of the " + chosen() + " that were chosen: the others are not in "
                            + (storeCount == 1 ? "this store)" : "these stores)")
                    : "";
        }
        if (rows <= products) {
            return "";
        }
        return storeCount == 1
                ? " (" + number(rows, estimated) + " in all, with variants)"
                : " (" + pages() + " in all)";
    }

    /** What would be shown otherwise; nothing if that was not compared. */
    List<String> changed() {
        List<String> sentences = new ArrayList<>();
        if (changes.sampled == 0) {
            return sentences;
        }
        if (changes.rows > 0) {
            sentences.add(capital(number(changes.rows, changes.estimated)) + " of " + number(rows, estimated)
                    + " would be shown otherwise: " + fields() + ".");
        } else if (changes.created == 0 && changes.unknown == 0) {
            sentences.add(
                    changes.estimated
                            ? "Of those that were looked at, the stores show everything as it is."
                            : "The stores show everything as it is: no field would change.");
        }
        say(sentences, changes.created, " not in the store yet: created there, or found by the SKU.");
        say(sentences, changes.unknown, " sent in full, as it is not known what the store shows.");
        say(
                sentences,
                changes.refused,
                " not sent, as something is wrong with the product; the history will say what.");
        sentences.add("Compared with what the stores last confirmed; they are not asked now."
                + (changes.estimated
                        ? " " + capital(SHOW.number(changes.sampled)) + " were looked at, from all over."
                        : ""));
        return sentences;
    }

    /** That nothing is sent to some stores. */
    List<String> held() {
        List<String> held =
                stores.stream().filter(InStore::held).map(InStore::storeName).toList();
        return held.isEmpty()
                ? List.of()
                : List.of((held.size() == 1 ? held.get(0) + " is" : SHOW.count(held.size(), "store") + " are")
                        + " on hold: nothing is sent there until the hold ends.");
    }

    private String fields() {
        int more = changes.byField.size() - MOST_FIELDS;
        return changes.byField.stream()
                        .limit(MOST_FIELDS)
                        .map(field ->
                                SHOW.field(field.field) + " " + SHOW.number(rounded(field.rows, changes.estimated)))
                        .collect(Collectors.joining(" · "))
                + (more > 0 ? " and " + SHOW.count(more, "more field") : "");
    }

    private void say(List<String> sentences, long number, String rest) {
        if (number > 0) {
            sentences.add(capital(number(number, changes.estimated)) + (number == 1 ? " is" : " are") + rest);
        }
    }

    private static String number(long number, boolean about) {
        return (about ? "about " : "") + SHOW.number(rounded(number, about));
    }

    /** An estimate has two digits that say something. */
    private static long rounded(long number, boolean about) {
        long unit = 1;
        while (about && number / unit >= EXACT_UP_TO) {
            unit *= 10;
        }
        return Math.round((double) number / unit) * unit;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
