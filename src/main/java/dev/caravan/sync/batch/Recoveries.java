package dev.caravan.sync.batch;

/**
 * The holders that vanished with a row, one after another, since one did not.
 *
 * @param composing before they came to a call: what they read or composed then is the likely reason
 * @param calling in a call, or while one was waited for: the row was there, as others were
 * @param givenUp what has to be read for it was given up for them already: its variable product, or itself for another store
 */
public record Recoveries(int composing, int calling, boolean givenUp) {

    public static final Recoveries NONE = new Recoveries(0, 0, false);

    /** The first may have been in company; from then on it goes alone, so that chance hits no innocent one so often. */
    private static final int MOST_COMPOSING = 3;

    /** Twice in company, which tells little, and three times alone in its call. */
    private static final int MOST_CALLING = 5;

    /** Such a row is not tried once more, and not even read. */
    public boolean arePerilous() {
        return givenUp || composing >= MOST_COMPOSING || calling >= MOST_CALLING;
    }

    /** Why it is given up, and what to do. */
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
