package dev.caravan.sync;

/**
 * The holders that vanished with a row, one after another, since one did not.
 *
 * @param composing before they came to a call: what they read or composed then is the likely reason
 * @param calling in a call: the row was there, as others were
 * @param ofParent of a variant: its variable product, which is read with it, was given up for them
 */
record Recoveries(int composing, int calling, boolean ofParent) {

    static final Recoveries NONE = new Recoveries(0, 0, false);

    /** The first may have been in company; from then on it was alone, so that chance hits no innocent one so often. */
    private static final int MOST_COMPOSING = 3;

    /** Twice in company, which tells little, and three times alone in its call. */
    private static final int MOST_CALLING = 5;

    /** Such a row is not tried once more, and not even read. */
    boolean arePerilous() {
        return ofParent || composing >= MOST_COMPOSING || calling >= MOST_CALLING;
    }

    /** Why it is given up, and what to do. */
    String reason() {
        if (ofParent) {
            return "Its variable product, which has to be read with it, was given up as Caravan ended or stood still over it:"
                    + " see its dead letter, then replay this";
        }
        String when = composing >= MOST_COMPOSING
                ? composing + " times while it composed this product"
                : calling + " times in a call with this product, the last three times with it alone";
        return "Caravan ended or stood still " + when
                + "; see the log for the reason, change the product, then replay this";
    }
}
