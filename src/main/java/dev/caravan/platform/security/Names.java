package dev.caravan.platform.security;

import java.util.regex.Pattern;

/** Cleans names that strangers send, for the log and the tables. */
final class Names {

    private static final int LONGEST = 64;
    /** Control and format characters, lone surrogates, line and paragraph separators. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Names() {}

    /** Without characters that could forge a line, and not too long. */
    static String clean(String name) {
        String shown = UNFIT.matcher(name).replaceAll("?");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…";
    }
}
