package dev.caravan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Sets the type of an answer for browsers, so that neither the address nor the content decides it: an answer of the
 * API is saved under one name, whatever its address ends with, and a text is UTF-8.
 */
final class AnswerTypes implements HeaderWriter {

    /** Not {@code attachment}, because people look at answers in the browser, and Swagger UI would not show them. */
    private static final String API = "inline; filename=\"api.json\"";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        if (type == null) {
            return;
        }
        boolean json = type.startsWith("application/json") || type.startsWith("application/problem+json");
        if (json) {
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, API);
        }
        if (type.startsWith("text/") && !type.contains("charset")) {
            response.setCharacterEncoding("UTF-8");
        }
    }
}
