package dev.caravan.catalog.bulk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How spreadsheets write dates. */
final class SpreadsheetDates {

    private static final String MONTH =
            "(?:Jan|Feb|Mar|Mrz|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez|janv|févr|avr|juin|juil|août|déc|mrt)";
    private static final Pattern DAY_AND_MONTH =
            Pattern.compile("(?iu)\\d{1,2}(?:-|\\. ?| )" + MONTH + "\\.?(?:[- ]\\d{2}(?:\\d{2})?)?");
    /**
     * Months in further languages; words such as {@code set} and {@code lug} are left out, because they have another
     * meaning in sizes.
     */
    private static final Pattern DAY_AND_FOREIGN_MONTH =
            Pattern.compile("(?iu)\\d{1,2}-(?:mars|ene|abr|ago|dic|mei|fev|giu|ott)");

    /** As LibreOffice shows them; without a zero it may be a list of sizes. */
    private static final Pattern SHORT_DAY =
            Pattern.compile("(?:0[1-9]([./])(?:[0-2]\\d|3[01])|(?:[12]\\d|3[01])([./])0[1-9])(?:\\1|\\2)[23]\\d");

    private static final Pattern MONTH_AND_YEAR = Pattern.compile("(?iu)" + MONTH + "\\.?[- ]\\d{2}(?:\\d{2})?");
    private static final Pattern DAY =
            Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})\\2((?:19|20)\\d{2})(?: 0?0:00(?::00)?)?");
    private static final Pattern MIDNIGHT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]00:00(?::00)?");

    private SpreadsheetDates() {}

    static boolean isDate(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            int one = Integer.parseInt(day.group(1));
            int other = Integer.parseInt(day.group(3));
            return Math.min(one, other) >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
        }
        return DAY_AND_MONTH.matcher(text).matches()
                || DAY_AND_FOREIGN_MONTH.matcher(text).matches()
                || MONTH_AND_YEAR.matcher(text).matches()
                || SHORT_DAY.matcher(text).matches()
                || MIDNIGHT.matcher(text).matches();
    }
}
