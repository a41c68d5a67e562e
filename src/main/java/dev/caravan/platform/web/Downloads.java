package dev.caravan.platform.web;

import dev.caravan.platform.api.SentFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Files that stores download while they take a product. A store that is refused one refuses the product, so nothing stands in
 * the way of these: they need no REST route, and are served as soon as Tomcat listens. It sends them by itself, so that a reader costs no
 * thread, however slow.
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

    /** Whether a request is for a whole one, whatever the caller has of it, as stores ask. */
    public static boolean isWholeOne(HttpServletRequest request) {
        return isOne(request) && SentFiles.isFor(request);
    }
}
