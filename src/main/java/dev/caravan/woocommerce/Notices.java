package dev.caravan.woocommerce;

import java.util.Optional;

/** Texts before the JSON of an answer, such as PHP warnings, which the store's owner should know of. */
public final class Notices {

    private Notices() {}

    /** The cleaned text; empty if the JSON comes first, or if there is none. */
    public static Optional<String> of(Answer answer) {
        String text = answer.text();
        boolean clean = text.startsWith("{") || text.startsWith("[{") || text.startsWith("[]"); // not read twice
        return clean ? Optional.empty() : StoreJson.find(text).flatMap(Notices::of);
    }

    static Optional<String> of(StoreJson.Found found) {
        return Optional.of(Reasons.clean(found.before())).filter(text -> !text.isEmpty());
    }
}
