package dev.caravan.sandbox.php;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON values the way PHP and WooCommerce do: everything can become a text, a number or a truth value. */
public final class Php {

    private static final Pattern LEADING_NUMBER = Pattern.compile("^\\s*([+-]?\\d{1,18})");
    /** Every point but the last one, and every character that is no part of a number. */
    private static final Pattern NO_DECIMAL = Pattern.compile("\\.(?![^.]+$)|[^0-9.-]");

    private Php() {}

    public static boolean isNull(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    public static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isContainerNode()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "1" : "";
        }
        if (value.isNumber()) {
            return value.decimalValue().signum() == 0
                    ? "0"
                    : value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.asText();
    }

    public static boolean truth(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = text(value).toLowerCase(Locale.ROOT);
        return text.equals("1") || text.equals("true") || text.equals("yes");
    }

    /** 2.5 is 2, "7" is 7, "many" is 0 (products-batch-no-validation). */
    public static long whole(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return 0;
        }
        if (value.isNumber()) {
            return value.longValue();
        }
        Matcher number = LEADING_NUMBER.matcher(text(value));
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    /** A price, weight or length as it is stored: "12,50" is "1250", "abc" is "", "10.00" stays. */
    public static String decimal(@Nullable JsonNode value) {
        return NO_DECIMAL.matcher(text(value)).replaceAll("");
    }
}
