package dev.caravan.platform.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** A problem as a page for a person. The frame of the console is left out, as it may be the cause. */
public final class ProblemPage {

    /** Only our own style sheet. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    /** Of the answer. */
    public static final Map<String, String> HEADERS = Map.of(
            HttpHeaders.CONTENT_TYPE,
            MediaType.TEXT_HTML_VALUE + ";charset=UTF-8",
            HttpHeaders.CACHE_CONTROL,
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            POLICY);

    private static final String TEMPLATE;

    static {
        try {
            TEMPLATE = new ClassPathResource("pages/problem.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProblemPage() {}

    /** Whether a browser shows the answer as its page: not a program with credentials, nor a script of a page of ours. */
    public static boolean isWanted(HttpServletRequest request) {
        return PageRequests.acceptPage(request)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getHeader("X-Requested-With") == null
                && request.getHeader("HX-Request") == null;
    }

    /** @param message a sentence; it is escaped */
    public static void write(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        HEADERS.forEach(response::setHeader);
        response.getWriter().write(html(status, message));
    }

    /** As above. */
    public static String html(int status, String message) {
        return TEMPLATE.replace("{{title}}", title(status)).replace("{{message}}", HtmlUtils.htmlEscape(message));
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "You may not do this";
            case 404 -> "There is nothing here";
            case 409 -> "Not possible now";
            case 413 -> "This is too much at once";
            default -> status < 500 ? "This was not understood" : "Something went wrong";
        };
    }
}
