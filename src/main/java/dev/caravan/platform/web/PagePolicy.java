package dev.caravan.platform.web;

/** The Content-Security-Policy of an answer: what a page in it may load and run. */
final class PagePolicy {

    /** For answers that are not pages: if a browser shows one nevertheless, it can do nothing. */
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Swagger UI writes styles into its elements and has its icons in {@code data:} addresses. */
    private static final String API_PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Hawtio compiles templates and frames itself. Only on the management port, for admins. */
    private static final String HAWTIO = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private PagePolicy() {}

    /** The policy for a path. */
    static String of(String path) {
        if (path.startsWith("/actuator/hawtio")) {
            return HAWTIO;
        }
        return path.equals("/api-docs") || path.startsWith("/api-docs/") ? API_PAGE : NOTHING;
    }
}
