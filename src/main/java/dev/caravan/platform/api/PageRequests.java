package dev.caravan.platform.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What a request says of who made it. */
public final class PageRequests {

    private PageRequests() {}

    /** Whether it takes a page, as what a browser opens does; programs and scripts do not ask for one. */
    public static boolean acceptPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
