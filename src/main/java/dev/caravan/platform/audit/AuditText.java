package dev.caravan.platform.audit;

import java.util.regex.Pattern;

/**
 * Texts from outside as the table takes them: of limited length, on one line, without characters that hide or reverse
 * text.
 */
final class AuditText {

    /** Control and format characters, line and paragraph separators, halves of surrogate pairs, unassigned ones. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private AuditText() {}

    static String bounded(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest - 1) : text;
        String safe = UNSAFE.matcher(start).replaceAll("\uFFFD");
        return start.length() == text.length() ? safe : safe + "…";
    }
}
