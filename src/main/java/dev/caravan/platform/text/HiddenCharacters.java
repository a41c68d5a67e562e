package dev.caravan.platform.text;

/**
 * Characters that a reader does not see, or that change the order of the text: controls ({@code U+0000} to {@code
 * U+001F}, {@code U+007F} to {@code U+009F}), line and paragraph separators, and format characters such as the
 * override of the direction {@code U+202E}.
 */
public final class HiddenCharacters {

    /**
     * For {@code @Pattern} of a name: no controls, no line separators, no characters that change the direction of the
     * text.
     */
    public static final String NONE_IN_NAME = "[^\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

    /** The message that goes with it. */
    public static final String NONE_IN_NAME_RULE =
            "must not have control characters, line separators or characters that turn the direction of text around";

    private static final int ASCII_FROM = 0x20;
    private static final int ASCII_TO = 0x7e;

    private HiddenCharacters() {}

    /** Whether a text may be a name: see {@link #NONE_IN_NAME}. */
    public static boolean noneInName(String text) {
        return text.chars().noneMatch(c -> isControl(c) || turnsDirection(c));
    }

    /** The text on one line, with hidden characters as escapes: {@code \n}, {@code \u202e}. */
    static String visible(String text) {
        return visible(text, false);
    }

    /** @param keepLines whether line breaks stay: for texts of our own that have several lines */
    static String visible(String text, boolean keepLines) {
        int first = firstHidden(text, keepLines);
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int code = text.codePointAt(i);
            int chars = Character.charCount(code);
            if (isHidden(code) && !(keepLines && code == '\n')) {
                escape(shown, text, i, chars);
            } else {
                shown.appendCodePoint(code);
            }
            i += chars;
        }
        return shown.toString();
    }

    private static int firstHidden(String text, boolean keepLines) {
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            if (isHidden(code) && !(keepLines && code == '\n')) {
                return i;
            }
            i += Character.charCount(code);
        }
        return text.length();
    }

    private static boolean isHidden(int code) {
        if (code >= ASCII_FROM && code <= ASCII_TO) {
            return false;
        }
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static void escape(StringBuilder shown, String text, int at, int chars) {
        switch (text.charAt(at)) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                for (int i = at; i < at + chars; i++) {
                    shown.append("\\u%04x".formatted((int) text.charAt(i)));
                }
            }
        }
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean turnsDirection(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
