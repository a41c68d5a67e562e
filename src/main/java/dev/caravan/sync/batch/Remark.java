package dev.caravan.sync.batch;

/**
 * A remark in the history about a delivery that succeeded.
 *
 * @param code for filters, such as {@code no_price}
 * @param text in plain words
 */
public record Remark(String code, String text) {

    /** The store shows a field otherwise than it was sent. */
    static final String SHOWN_OTHERWISE = "shown_otherwise";

    public static Remark shownOtherwise(String text) {
        return new Remark(SHOWN_OTHERWISE, text);
    }

    /** Both remarks as one, with the code of this one. */
    public Remark and(Remark other) {
        return new Remark(code, text + "; " + other.text);
    }
}
