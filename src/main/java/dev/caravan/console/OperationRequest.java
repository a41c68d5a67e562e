package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The request of a page, as the one that a program would have sent to a REST operation: none of its headers go along. */
final class OperationRequest extends HttpServletRequestWrapper {

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final boolean hasBody;
    private final @Nullable MediaType accept;

    /** @param accept the type of the answer; null: JSON */
    OperationRequest(
            HttpServletRequest page,
            String method,
            String path,
            @Nullable String query,
            boolean hasBody,
            @Nullable MediaType accept) {
        super(page);
        this.method = method;
        this.path = path;
        this.query = query;
        this.hasBody = hasBody;
        this.accept = accept;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public @Nullable String getContentType() {
        return hasBody ? "application/json" : null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return accept != null && name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? accept.toString() : null;
    }
}
