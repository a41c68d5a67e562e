package dev.caravan.catalog.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.text.HiddenCharacters;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules for single values. A value that breaks one is an {@link IllegalArgumentException} whose message says so. */
public final class Values {

    /** WooCommerce keeps a description in a column of 4 GB; this is what one product may have of it. */
    static final int LONG_TEXT_BYTES = 1_000_000;

    /** WooCommerce drops a longer short description without an error: its column holds 65,535 bytes. */
    static final int SHORT_TEXT_BYTES = 65_535;

    public static final int NAME_LENGTH = 500;
    public static final int SKU_LENGTH = 100;
    public static final int LABEL_LENGTH = 200;

    /** Line breaks and tabs come with texts from spreadsheets; in a name they count as spaces. */
    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]+");

    private static final int DIGITS = 15;
    private static final int DECIMALS = 6;
    private static final int MOST_SCALE = 1_000;

    private Values() {}

    /** A text on one line, trimmed, with single spaces; not empty. */
    public static String line(JsonNode node, int longest) {
        String given = text(node);
        if (!HiddenCharacters.noneInName(BLANK.matcher(given).replaceAll(" "))) {
            throw new IllegalArgumentException(HiddenCharacters.NONE_IN_NAME_RULE);
        }
        String text = line(given);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException("must have at most " + longest + " characters");
        }
        return text;
    }

    /** Trimmed, with single spaces. */
    public static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** A text of any form. */
    public static String longText(JsonNode node) {
        return text(node, LONG_TEXT_BYTES, "");
    }

    /** A text of any form that WooCommerce keeps in a smaller column. */
    public static String shortText(JsonNode node) {
        return text(node, SHORT_TEXT_BYTES, ": WooCommerce drops longer ones");
    }

    private static String text(JsonNode node, int most, String why) {
        String text = text(node);
        if (text.length() > most / 4 && text.getBytes(StandardCharsets.UTF_8).length > most) {
            throw new IllegalArgumentException("must have at most " + most + " bytes in UTF-8" + why);
        }
        return text;
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("must be a text");
        }
        if (node.textValue().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not contain the character U+0000");
        }
        return node.textValue();
    }

    /** A price, weight or length: a number, or a text that is one, not negative. */
    public static BigDecimal amount(JsonNode node) {
        BigDecimal number = number(node);
        if (number.signum() < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
        return number;
    }

    /** A number of at most 15 digits, 6 of them behind the point. */
    public static BigDecimal number(JsonNode node) {
        BigDecimal number = decimal(node);
        if (Math.abs((long) number.scale()) > MOST_SCALE) {
            throw new IllegalArgumentException(
                    "must have at most " + DIGITS + " digits, " + DECIMALS + " of them behind the point");
        }
        BigDecimal bare = number.stripTrailingZeros();
        int decimals = Math.max(bare.scale(), 0);
        if (decimals > DECIMALS || (long) bare.precision() - bare.scale() + decimals > DIGITS) {
            throw new IllegalArgumentException(
                    "must have at most " + DIGITS + " digits, " + DECIMALS + " of them behind the point");
        }
        return number.scale() < 0 ? number.setScale(0) : number.scale() > DECIMALS ? bare : number;
    }

    private static BigDecimal decimal(JsonNode node) {
        try {
            if (node.isNumber()) {
                return node.decimalValue();
            }
            if (node.isTextual() && node.textValue().length() <= 100) {
                return new BigDecimal(node.textValue().strip());
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence below
        }
        throw new IllegalArgumentException("must be a number with a decimal point, for example 19.90");
    }

    /** A whole number of 32 bits. */
    public static int integer(JsonNode node) {
        try {
            return number(node).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("must be a whole number");
        }
    }

    /** The id of something. */
    public static long id(JsonNode node) {
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isTextual() && node.textValue().matches("\\d{1,18}")) {
            return Long.parseLong(node.textValue());
        }
        throw new IllegalArgumentException("must be an id: a whole number");
    }

    /** A constant of an enum, by its word in the API. */
    public static <E extends Enum<E>> E word(JsonNode node, Class<E> type) {
        String word = node.isTextual() ? node.textValue().strip().toUpperCase(Locale.ROOT) : "";
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(
                                ", ",
                                Stream.of(type.getEnumConstants())
                                        .map(Object::toString)
                                        .toList())));
    }

    /** Whether two JSON values mean the same: numbers are compared by value. */
    public static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.equals(
                (x, y) -> x.isNumber() && y.isNumber()
                        ? x.decimalValue().compareTo(y.decimalValue())
                        : x.equals(y) ? 0 : 1,
                b);
    }

    /** Whether two numbers are the same, whatever their scale. */
    public static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}
