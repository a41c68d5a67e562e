package dev.caravan.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of a page, as the one that a program would have sent to a REST operation: none of the page's headers go along. */
final class OperationRequest extends HttpServletRequestWrapper {

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, String> headers;
    private final boolean hasBody;

    /** @param headers that are sent; their names in any letter case */
    OperationRequest(
            HttpServletRequest page,
            String method,
            String path,
            @Nullable String query,
            Map<String, String> headers,
            boolean hasBody) {
        super(page);
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.hasBody = hasBody;
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
        return headers.get(name);
    }
}
