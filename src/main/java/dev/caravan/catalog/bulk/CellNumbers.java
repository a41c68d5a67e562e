package dev.caravan.catalog.bulk;

import java.util.regex.Pattern;

/**
 * Numbers in cells of CSV, with a decimal point or comma. A text that could mean two numbers is refused with the
 * reason.
 */
final class CellNumbers {

    private static final Pattern POINT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d+,?\\d*|,\\d+)");
    private static final Pattern SCIENTIFIC = Pattern.compile("(?i)[+-]?\\d+([.,]\\d+)?E[+-]?\\d+");
    private static final Pattern ONE_COMMA = Pattern.compile("[+-]?\\d*,\\d*");
    private static final Pattern GROUPED =
            Pattern.compile("[+-]?\\d{1,3}([.,' \\u2019\\u00a0\\u202f]\\d{3})+([.,]\\d*)?");

    private static final Pattern GROUPS = Pattern.compile("[+-]?\\d{1,3}\\.\\d{3}");

    private CellNumbers() {}

    static boolean isScientific(String text) {
        return SCIENTIFIC.matcher(text).matches();
    }

    /** The number with a decimal point. @throws IllegalArgumentException if it is none; the message says why */
    static String read(String cell, char decimal) {
        String text = CellText.trimmed(cell);
        if (decimal == '.' ? POINT.matcher(text).matches() : COMMA.matcher(text).matches()) {
            return text.replace(',', '.');
        }
        throw new IllegalArgumentException(CellText.quoted(text) + " " + reason(text, decimal));
    }

    /** A whole number. {@code 1.000} may be a thousand, whatever the decimal sign is. */
    static String readWhole(String cell, char decimal) {
        String number = read(cell, decimal);
        if (GROUPS.matcher(number).matches()) {
            throw new IllegalArgumentException(CellText.quoted(CellText.trimmed(cell))
                    + " may have a thousands separator; write the number without it");
        }
        return number;
    }

    private static String reason(String text, char decimal) {
        if (SCIENTIFIC.matcher(text).matches()) {
            return "is in scientific notation, as spreadsheets shorten numbers; write all its digits";
        }
        if (SpreadsheetDates.isDate(text)) {
            return "is a date, which a spreadsheet has made of a number; format the column as text";
        }
        if (text.chars().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)) {
            return "has a currency sign; write the number alone";
        }
        if (decimal == '.' && ONE_COMMA.matcher(text).matches()) {
            return "has a comma; if decimals follow it, add decimal=, to the address (thousands separators are not taken)";
        }
        if (GROUPED.matcher(text).matches()) {
            return decimal == ',' && !text.contains(",")
                    ? "has a point, but decimal=, says that decimals follow a comma (thousands separators are not taken)"
                    : "has a thousands separator; write the number without it";
        }
        if (decimal == ',' && POINT.matcher(text).matches()) {
            return "has a decimal point, but decimal=, says that decimals follow a comma";
        }
        return "is not a number such as " + (decimal == '.' ? "19.90" : "19,90");
    }
}
