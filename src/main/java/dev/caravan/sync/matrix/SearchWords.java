package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search as a {@code tsquery} for {@code product_words} of V24: each word is the beginning of a word, a SKU or a GTIN. The statements
 * lower it, because PostgreSQL lowers the names, and Java has another lower case of some characters, such as İ.
 */
final class SearchWords {

    private static final int LONGEST = 200;
    private static final int MOST = 10;

    private static final Pattern SPACE = Pattern.compile("[\\s\\x00-\\x1f]+");

    /** The characters at which {@code product_words} divides names; a SKU is one word as a whole, too. */
    private static final Pattern DIVIDERS = Pattern.compile("[-_/\\\\.,;:()\\[\\]{}\"'|&+*#<>]+");

    private SearchWords() {}

    /** @return null if nothing is searched for @throws ApiException 400 if the search is too long */
    static @Nullable String of(@Nullable String search) {
        if (search == null) {
            return null;
        }
        if (search.length() > LONGEST) {
            throw ApiException.invalid("search", "must have at most " + LONGEST + " characters");
        }
        List<String> words = words(SPACE, search);
        if (words.size() > MOST) {
            throw ApiException.invalid("search", "must have at most " + MOST + " words");
        }
        return words.isEmpty() ? null : words.stream().map(SearchWords::word).collect(Collectors.joining(" & "));
    }

    private static String word(String word) {
        List<String> parts = words(DIVIDERS, word);
        if (parts.isEmpty() || parts.equals(List.of(word))) {
            return beginning(word);
        }
        String divided = parts.stream().map(SearchWords::beginning).collect(Collectors.joining(" & "));
        return "(" + beginning(word) + " | " + divided + ")";
    }

    private static String beginning(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*";
    }

    private static List<String> words(Pattern dividers, String text) {
        return Arrays.stream(dividers.split(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
