package dev.caravan.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of a store in words.
 *
 * @param tone which colour and icon: ok, wait, late, bad or off
 * @param code the API's word for it; null: the words are all there is
 * @param until when the hold ends by itself; null: there is none, or it does not
 * @param late seconds for which the oldest change has waited, if it is late; null: it is not
 */
record StoreState(
        String tone,
        String words,
        @Nullable String code,
        @Nullable Instant until,
        @Nullable Long late) {

    /** A change that has waited for so long is late, if nothing else is said about the store. */
    static final long LATE_SECONDS = 5 * 60;

    static StoreState of(Health health, long pending, @Nullable Long oldestSeconds) {
        String reason = health.reason();
        if (health.state().equals("ok") || reason == null) {
            if (pending == 0) {
                return new StoreState("ok", "Healthy", null, null, null);
            }
            return oldestSeconds != null && oldestSeconds >= LATE_SECONDS
                    ? new StoreState("late", "Late", null, null, oldestSeconds)
                    : new StoreState("wait", "Catching up", null, null, null);
        }
        return switch (reason) {
            case "paused" -> new StoreState("off", text(health.detail(), "Paused"), reason, null, null);
            case "asks_for_time" -> new StoreState("late", "Asks for time", reason, health.until(), null);
            case "unauthorized" -> new StoreState("bad", "Refuses the key", reason, health.until(), null);
            case "wrong_address" -> new StoreState("bad", "Is not WooCommerce", reason, health.until(), null);
            case "unreachable" -> new StoreState("bad", "Cannot be reached", reason, health.until(), null);
            default -> new StoreState("bad", "On hold", reason, health.until(), null);
        };
    }

    private static String text(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
