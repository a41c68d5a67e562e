package dev.caravan.catalog.bulk;

import dev.caravan.platform.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a cell: trimmed, and quoted for a message. */
final class CellText {

    /** How a cell keeps its leading zeros in a spreadsheet: {@code ="00123"}. */
    private static final Pattern AS_TEXT = Pattern.compile("=\"([^\"]*)\"");

    private CellText() {}

    /** Without blanks at its ends, non-breaking ones included. */
    static String trimmed(String cell) {
        int begin = 0;
        int end = cell.length();
        while (begin < end && isBlank(cell.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(cell.charAt(end - 1))) {
            end--;
        }
        return cell.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static String bare(String cell) {
        if (!cell.startsWith("=")) {
            return cell;
        }
        Matcher asText = AS_TEXT.matcher(cell);
        return asText.matches() ? asText.group(1) : cell;
    }

    /** Shortened, for a message. */
    static String quoted(String text) {
        return "\"" + ApiException.cut(text) + "\"";
    }
}
