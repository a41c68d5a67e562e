package dev.caravan.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a category as a text: {@code Clothing > Shirts}. A {@code >} that belongs to a name has a backslash
 * before it ({@code Boards \\>2 m}); backslashes directly before such a {@code >} are doubled. Other backslashes have
 * no special meaning.
 */
public final class CategoryPath {

    private static final Pattern ARROW = Pattern.compile("(\\\\*)>");
    private static final String SEPARATOR = " > ";

    private CategoryPath() {}

    /** The names of a path, from the root, as they are written between the separators. */
    public static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        Matcher arrow = ARROW.matcher(path);
        int from = 0;
        while (arrow.find()) {
            int slashes = arrow.group(1).length();
            name.append(path, from, arrow.start()).append("\\".repeat(slashes / 2));
            if (slashes % 2 == 1) {
                name.append('>');
            } else {
                names.add(name.toString());
                name.setLength(0);
            }
            from = arrow.end();
        }
        names.add(name.append(path.substring(from)).toString());
        return names.stream().map(String::strip).toList();
    }

    /** The reverse of {@link #names}. */
    public static String text(List<String> names) {
        return String.join(SEPARATOR, names.stream().map(CategoryPath::escaped).toList());
    }

    /** A name, from the form in which it is written between the separators of a path. */
    public static String unescaped(String name) {
        return ARROW.matcher(name).replaceAll(arrow -> {
            String slashes = arrow.group(1);
            return Matcher.quoteReplacement(slashes.substring(0, slashes.length() / 2) + ">");
        });
    }

    private static String escaped(String name) {
        return ARROW.matcher(name)
                .replaceAll(arrow -> Matcher.quoteReplacement(arrow.group(1) + arrow.group(1) + "\\>"));
    }
}
