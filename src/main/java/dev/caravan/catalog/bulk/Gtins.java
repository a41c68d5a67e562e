package dev.caravan.catalog.bulk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GTINs (EAN, UPC), whose leading zeros a spreadsheet drops. */
final class Gtins {

    private static final Pattern NAME =
            Pattern.compile("(?i).*\\b(gtin|ean|upc)([- _]?(8|12|13|14|a|code|number|nummer))?\\b.*");
    private static final Pattern WITH_DECIMALS = Pattern.compile("\\d{7,14}[.,]0+");
    private static final Pattern DIGITS = Pattern.compile("\\d{7,11}");
    private static final int ISBN_10 = 10;
    private static final int EAN_8 = 8;
    private static final int UPC = 12;

    private Gtins() {}

    static boolean isName(String attribute) {
        return NAME.matcher(attribute).matches();
    }

    /**
     * Whether zeros are missing: the length is not that of a GTIN (8, 12, 13, 14), but the check digit, which leading
     * zeros do not change, is right. Twelve digits are a UPC, the same as with the zero. A number that is no GTIN may
     * be the shop's own number.
     */
    static @Nullable String lostZeros(String name, String text) {
        if (WITH_DECIMALS.matcher(text).matches()) {
            return CellText.quoted(text)
                    + " is a number with decimals, which a spreadsheet has made of it; format the column as" + " text";
        }
        if (!DIGITS.matcher(text).matches()
                || text.length() == EAN_8
                || !hasCheckDigit(text)
                || text.length() == ISBN_10 && isIsbn(text)) {
            return null;
        }
        String whole = "0".repeat((text.length() < EAN_8 ? EAN_8 : UPC) - text.length()) + text;
        return CellText.quoted(text) + " has " + text.length()
                + " digits; a spreadsheet has dropped leading zeros, it may be " + whole
                + ". Format the column as text";
    }

    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }

    private static boolean isIsbn(String digits) {
        int sum = 0;
        for (int i = 0; i < ISBN_10; i++) {
            sum += (ISBN_10 - i) * (digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }
}
