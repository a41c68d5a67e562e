package dev.caravan.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.RateLimitedLog;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.TypeConversionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Turns every failure into problem+json with the members that old clients know. It never contains a stack trace. */
@Component
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** The class of PostgreSQL's errors for values that it cannot store: out of range, invalid characters. */
    private static final String DATA_EXCEPTION = "22";

    private final ObjectMapper mapper;
    private final RateLimitedLog unserved = new RateLimitedLog();

    /** With the mapper that writes the answers. */
    public Problems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Translates an exception for the API; an unknown one is a 500 and is logged. */
    public ApiException translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException api) {
                return api;
            }
            if (cause instanceof InvalidPayloadException) { // an unmarshal step without a body
                return ApiException.badRequest(RequestJson.NO_OBJECT);
            }
            if (cause instanceof DuplicateKeyException) {
                return ApiException.conflict("Another request has just made the same thing; read it and try again");
            }
            if (DatabaseOutage.is(cause)) {
                logOutage(failure);
                return ApiException.unavailable(
                        DatabaseOutage.isLock(cause)
                                ? "Another transaction holds rows that this call needs; try again in a moment"
                                : "The database cannot serve this just now; try again in a moment");
            }
            if (cause instanceof NoTypeConversionAvailableException conversion) { // of a blank text, for example
                return ApiException.badRequest("\"" + ApiException.cut(String.valueOf(conversion.getValue()))
                        + "\" is not a valid " + conversion.getToType().getSimpleName());
            }
            if (cause instanceof TypeConversionException conversion) {
                return ApiException.badRequest("\"" + ApiException.cut(String.valueOf(conversion.getValue()))
                        + "\" is not a valid " + conversion.getToType().getSimpleName());
            }
            if (cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith(DATA_EXCEPTION)) {
                log.info("A value that the database cannot keep was refused: {}", DatabaseOutage.reason(sql));
                return ApiException.badRequest("A value of the request is out of range or malformed");
            }
        }
        log.error("A request failed unexpectedly", failure);
        return ApiException.unexpected();
    }

    /** The body of an answer. */
    public String json(ApiException problem) {
        int status = problem.status();
        String title = titleOf(status);
        String message = String.valueOf(problem.getMessage());
        ObjectNode body = mapper.createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", message)
                .put("statusCode", status)
                .put("message", message)
                .put("error", title);
        if (!problem.errors().isEmpty()) {
            body.set("errors", mapper.valueToTree(problem.errors()));
        }
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** A whole answer, outside of the REST routes. */
    public void write(HttpServletResponse response, ApiException problem) throws IOException {
        response.setStatus(problem.status());
        String retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(json(problem));
    }

    /** The standard words of a status, for example {@code Not Found}. */
    private static String titleOf(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    /** Logs at a limited rate, because thousands of requests may come while the database is unavailable. */
    private void logOutage(Throwable failure) {
        long requests = unserved.due();
        if (requests > 0) {
            log.warn("The database cannot serve {} request(s): {}", requests, DatabaseOutage.reason(failure));
        }
    }
}
