package dev.caravan.console;

import java.util.Map;

/** What the code of a dead letter means, and what a person does about it. */
record Cause(String title, String help) {

    private static final String SENT_BY_ITSELF = " A corrected product is sent by itself.";

    private static final Map<String, Cause> KNOWN = Map.ofEntries(
            Map.entry(
                    "store_unwell",
                    new Cause(
                            "The store was unhealthy for too long",
                            "The changes became dead letters when the store did not recover. When it is healthy again, replay them.")),
            Map.entry(
                    "no_clear_answer",
                    new Cause(
                            "The store gave no clear answer",
                            "The store answered with errors whenever these products were sent. Look at its error log, then replay.")),
            Map.entry(
                    "parent_missing",
                    new Cause(
                            "The parent product is not in the store",
                            "Send the parent first: a variant follows its parent.")),
            Map.entry(
                    "type_differs",
                    new Cause(
                            "The store has it as another type of product",
                            "Change the type in the store, or delete the product there; then replay.")),
            Map.entry(
                    "term_refused",
                    new Cause(
                            "The store refuses a category, tag, brand or attribute",
                            "Rename it as the message says." + SENT_BY_ITSELF)));

    static Cause of(String code) {
        Cause known = KNOWN.get(code);
        if (known != null) {
            return known;
        }
        if (code.contains("price")) {
            return new Cause("A price cannot be taken", "Correct the price of these products." + SENT_BY_ITSELF);
        }
        if (code.contains("sku")) {
            return new Cause(
                    "A SKU cannot be taken",
                    "Another product of the store has it, or the store does not keep it: change one of the two."
                            + SENT_BY_ITSELF);
        }
        if (code.contains("gtin") || code.contains("global_unique_id")) {
            return new Cause("A GTIN cannot be taken", "Correct it, or free it in the store." + SENT_BY_ITSELF);
        }
        if (code.contains("image") || code.contains("upload")) {
            return new Cause(
                    "An image cannot be taken",
                    "The store could not download it, or does not take its type. Replace it, or replay when the store can.");
        }
        if (code.contains("option") || code.contains("variants")) {
            return new Cause("A choice of variants does not fit", "Correct the options." + SENT_BY_ITSELF);
        }
        if (code.contains("too_l") || code.contains("out_of_range") || code.startsWith("not_a")) {
            return new Cause("A value cannot be sent", "Correct the value that the message names." + SENT_BY_ITSELF);
        }
        return new Cause(
                "The store refuses these products",
                "The message says why. Correct the products, or the store; then replay. A changed product is sent by itself.");
    }
}
