package dev.caravan.platform.audit;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The address of a caller: the peer, or the address that a trusted proxy names. It is noted early, because the web
 * server may drop the latter when another thread gives the answer.
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
