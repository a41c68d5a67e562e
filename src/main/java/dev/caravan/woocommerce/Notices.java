package dev.caravan.woocommerce;

import java.util.Optional;

/** What stands before the JSON of an answer, such as PHP warnings, and the store's owner should know of. */
public final class Notices {

    private Notices() {}

    /** Fit to be shown; empty if the JSON comes first, or if there is none. */
    public static Optional<String> of(Answer answer) {
        String text = answer.text();
        boolean clean = text.startsWith("{") || text.startsWith("[{") || text.startsWith("[]"); // not read twice
        return clean ? Optional.empty() : StoreJson.find(text).flatMap(Notices::of);
    }

    static Optional<String> of(StoreJson.Found found) {
        return Optional.of(Reasons.clean(found.before())).filter(text -> !text.isEmpty());
    }
}
