package dev.caravan.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The page that a person wanted to open before the sign-in, and is led to after it: one of this server only. */
final class ReturnAddress {

    private static final String PARAMETER = "next";
    private static final String START = "/";
    private static final int LONGEST = 1_000;

    /** A path from the root. A browser takes "//host" and "/\\host" for another host. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]*");

    /** Parts that are empty or lead upwards, encoded ones as well: no page of ours has them. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)(?:/|%2f)(?:(?:\\.|%2e){1,2}(?:/|%2f|$)|/|%2f)");

    private ReturnAddress() {}

    /** The address of the sign-in page that leads back to the page of a request. */
    static String signIn(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return isOurs(wanted) && !wanted.equals(START)
                ? SignInPage.PATH + "?" + PARAMETER + "=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                : SignInPage.PATH;
    }

    /** The page that a request to the sign-in page names; else the first page. */
    static String of(HttpServletRequest request) {
        String wanted = request.getParameter(PARAMETER);
        return wanted != null && isOurs(wanted) ? wanted : START;
    }

    private static boolean isOurs(String address) {
        return address.length() <= LONGEST
                && OURS.matcher(address).matches()
                && !AMBIGUOUS.matcher(address.split("[?#]", 2)[0]).find();
    }
}
