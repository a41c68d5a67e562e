package dev.caravan.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers requests that Tomcat itself refuses, before Spring sees them, as problem+json instead of Tomcat's page.
 * Tomcat creates it by the name of the class.
 */
public final class ProblemReports extends ErrorReportValve {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String message = status < 500 ? "The request is not well-formed HTTP that can be served" : "The request failed";
        try {
            byte[] body = MAPPER.writeValueAsString(Map.of(
                            "type", "about:blank",
                            "title", title,
                            "status", status,
                            "detail", message,
                            "statusCode", status,
                            "message", message,
                            "error", title))
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/problem+json");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Security-Policy", PagePolicy.of("/"));
            response.setContentLength(body.length);
            if (response.getReporter() != null) {
                response.getOutputStream().write(body);
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            // the client has disconnected, or half an answer was written
        }
    }
}
