package dev.caravan.platform.audit;

import jakarta.servlet.http.HttpServletRequest;

/**
 * From where a call comes: the peer, or the one that a trusted proxy names. Noted early, as the web server may forget the latter
 * when an answer is given by another thread.
 */
public final class CallerAddress {

    private static final String ATTRIBUTE = CallerAddress.class.getName();

    private CallerAddress() {}

    static void note(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, request.getRemoteAddr());
    }

    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String noted ? noted : request.getRemoteAddr();
    }
}
