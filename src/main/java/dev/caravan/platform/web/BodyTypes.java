package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes bodies only as {@code application/json}, or as the types that the operation {@code consumes}. A form of
 * another site can send the types of forms and {@code text/plain} without a preflight request, but none of these.
 */
final class BodyTypes extends OncePerRequestFilter {

    private static final List<MediaType> FILES =
            List.of(MediaType.parseMediaType("text/csv"), MediaType.parseMediaType("application/x-ndjson"));

    private final RestOperations operations;
    private final Problems problems;

    BodyTypes(RestOperations operations, Problems problems) {
        this.operations = operations;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String wrong = RequestBodies.hasBody(request) ? problem(request) : null;
        if (wrong == null) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, ApiException.unsupportedType(wrong));
        }
    }

    private @Nullable String problem(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return "Send the body as it is: a Content-Encoding such as gzip is not taken";
        }
        List<String> allowed = allowed(request);
        MediaType type = type(request.getContentType());
        if (type == null && namesCharset(request.getContentType())) {
            return "The charset that Content-Type names is not known: name utf-8, utf-16le or windows-1252, for example";
        }
        if (type == null
                || allowed.stream()
                        .noneMatch(one -> MediaType.parseMediaType(one).equalsTypeAndSubtype(type))) {
            return "Send the body with Content-Type: " + String.join(" or ", allowed);
        }
        return isUtf8(type) || isFile(type) ? null : "Send the body in UTF-8, or name no charset in Content-Type";
    }

    private List<String> allowed(HttpServletRequest request) {
        // our pages send forms; they have a token against other sites
        return PageForms.isOne(request)
                ? List.of(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                : operations
                        .at(request.getMethod(), request.getRequestURI())
                        .map(RestOperations.Operation::consumes)
                        .orElse(List.of(MediaType.APPLICATION_JSON_VALUE));
    }

    private static @Nullable MediaType type(@Nullable String contentType) {
        try {
            return contentType == null ? null : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private static boolean namesCharset(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("charset=");
    }

    /** Files of products may have any charset; JSON has only one. */
    private static boolean isFile(MediaType type) {
        return FILES.stream().anyMatch(type::equalsTypeAndSubtype);
    }

    private static boolean isUtf8(MediaType type) {
        Charset charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }
}
