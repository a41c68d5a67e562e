package dev.caravan.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.audit.RestAudit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last step of a REST route: writes the body as JSON with its status, and nothing of the request's headers. */
@Component
public class Reply {

    private final ObjectMapper mapper;
    private final Problems problems;
    private final RestAudit audit;

    Reply(ObjectMapper mapper, Problems problems, RestAudit audit) {
        this.mapper = mapper;
        this.problems = problems;
        this.audit = audit;
    }

    /** 200 with the body as JSON. */
    public void ok(Exchange exchange) throws JsonProcessingException {
        success(exchange, 200, mapper.writeValueAsString(exchange.getMessage().getBody()));
    }

    /** 201 with the body as JSON. */
    public void created(Exchange exchange) throws JsonProcessingException {
        success(exchange, 201, mapper.writeValueAsString(exchange.getMessage().getBody()));
    }

    /** 204 without a body. */
    public void noContent(Exchange exchange) {
        success(exchange, 204, null);
    }

    /**
     * 202: the work continues in the background; the body says where its progress is. @param location path of the
     * progress
     */
    public void accepted(Exchange exchange, String location, Object body) throws JsonProcessingException {
        success(exchange, 202, mapper.writeValueAsString(body));
        exchange.getMessage().setHeader("Location", location);
    }

    /** The failure, as problem+json. */
    public void problem(Exchange exchange) {
        ApiException problem = problems.translate(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        audit.failed(exchange, problem.status());
        write(exchange, problem.status(), "application/problem+json", problems.json(problem));
        String retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            exchange.getMessage().setHeader("Retry-After", retryAfter);
        }
    }

    /** The audit entry is written first: an operation that cannot be recorded is not answered as a success. */
    private void success(Exchange exchange, int status, @Nullable String json) {
        audit.answered(exchange, status);
        write(exchange, status, json == null ? null : "application/json", json);
    }

    private static void write(Exchange exchange, int status, @Nullable String contentType, @Nullable String body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(body);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
    }
}
