package dev.caravan.sync.batch;

/**
 * The holders that vanished with a row one after another, since its last settlement.
 *
 * @param composing before they reached a call: what they read or composed is the likely cause @param calling in a call,
 * or while one was waited for: the row may be the cause, as may others of the call @param deadLettered whether what must be
 * read for it was dead-lettered for this already: its variable product, or itself for another store
 */
public record Recoveries(int composing, int calling, boolean deadLettered) {

    public static final Recoveries NONE = new Recoveries(0, 0, false);

    /**
     * The first time it may have been claimed with others. From then on it is claimed alone, so that an innocent row
     * does not reach this number by chance.
     */
    private static final int MOST_COMPOSING = 3;

    /** Twice with others, which shows little, and three times alone in its call. */
    private static final int MOST_CALLING = 5;

    /** Such a row is not tried again, and not even read. */
    public boolean arePerilous() {
        return deadLettered || composing >= MOST_COMPOSING || calling >= MOST_CALLING;
    }

    /** Why it becomes a dead letter, and what to do. */
    public String reason() {
        if (composing >= MOST_COMPOSING) {
            return told(composing + " times while it composed this product");
        }
        if (calling >= MOST_CALLING) {
            return told(calling + " times in a call with this product, the last three times with it alone");
        }
        return "Caravan ended or stood still over this product for another store, or over its variable product, which is read"
                + " with it: see the dead letter of that, then replay this";
    }

    private static String told(String when) {
        return "Caravan ended or stood still " + when
                + "; see the log for the reason, change the product, then replay this";
    }
}
