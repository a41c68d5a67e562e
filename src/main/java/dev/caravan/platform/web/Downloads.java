package dev.caravan.platform.web;

import dev.caravan.platform.api.SentFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Files that stores download while they take a product. If a store cannot download one, it refuses the product. So
 * downloads need no REST route and no place, and are served as soon as Tomcat listens. Tomcat sends them by itself,
 * so that a slow reader blocks no thread.
 */
final class Downloads {

    /** Every caller that knows the address may read the file. */
    static final String PATHS = "/assets/*/file/**";

    private static final Pattern PATH = Pattern.compile("/assets/\\d{1,18}/file/[^/]+(/[^/]+)?");

    private Downloads() {}

    /** Whether a request is for such a file. */
    public static boolean isOne(HttpServletRequest request) {
        return PATH.matcher(request.getRequestURI()).matches();
    }

    /** Whether a request is for a whole file, not conditionally or for a part, as stores ask. */
    public static boolean isWholeOne(HttpServletRequest request) {
        return isOne(request) && SentFiles.isFor(request);
    }
}
