package dev.caravan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Says what a browser takes an answer for, so that neither the address nor the content decides that: an answer of the API is saved under
 * one name, whatever its address ends in, and a text is UTF-8.
 */
final class AnswerTypes implements HeaderWriter {

    /** Not {@code attachment}: a person may look at an answer, and Swagger UI would not show it. */
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
