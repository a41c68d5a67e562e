package dev.caravan.catalog.bulk;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * Decodes texts of WooCommerce's export of products. Lists have commas between their entries, and a backslash before
 * a comma of an entry; line breaks of descriptions are {@code \n}; names are HTML. Prices have the shop's decimal
 * separator, weights and measures always a point.
 */
final class WooCommerceTexts {

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
    private static final Pattern ESCAPED = Pattern.compile("(?s)'[=+\\-@\\t\\r].*");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");

    private WooCommerceTexts() {}

    /** WooCommerce puts an apostrophe before a text that a spreadsheet could take for a formula. */
    static String unescaped(String cell) {
        return ESCAPED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    static List<String> list(String cell) {
        return COMMA.splitAsStream(cell)
                .map(entry -> CellText.trimmed(entry.replace("\\,", ",")))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Line breaks are {@code \n}, and such a text has one more backslash. */
    static String description(String cell) {
        return Stream.of(cell.split(Pattern.quote("\\\\n"), -1))
                .map(part -> part.replace("\\n", "\n"))
                .collect(Collectors.joining("\\n"));
    }

    static boolean hasTags(String name) {
        return TAG.matcher(name).find();
    }

    /** A name is HTML in WooCommerce, and a plain text here. */
    static String name(String cell) {
        return HtmlUtils.htmlUnescape(TAG.matcher(cell).replaceAll(""));
    }
}
