package dev.caravan.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Files that stores download while they take a product. A store that is refused one refuses the product, so nothing stands in
 * the way of these: they need no REST route, and are served by Spring as soon as Tomcat listens.
 */
public final class Downloads {

    /** For whoever knows the address. */
    static final String PATHS = "/assets/*/file/**";

    private static final Pattern PATH = Pattern.compile("/assets/\\d{1,18}/file/[^/]+(/[^/]+)?");

    private Downloads() {}

    /** Whether a request is for one. */
    public static boolean isOne(HttpServletRequest request) {
        return PATH.matcher(request.getRequestURI()).matches();
    }
}
