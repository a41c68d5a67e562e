package dev.caravan.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last step of a REST route: writes the body as JSON with its status, and nothing of the request's headers. */
@Component
public class Reply {

    private final ObjectMapper mapper;
    private final Problems problems;

    Reply(ObjectMapper mapper, Problems problems) {
        this.mapper = mapper;
        this.problems = problems;
    }

    /** 200 with the body as JSON. */
    public void ok(Exchange exchange) throws JsonProcessingException {
        write(
                exchange,
                200,
                "application/json",
                mapper.writeValueAsString(exchange.getMessage().getBody()));
    }

    /** 201 with the body as JSON. */
    public void created(Exchange exchange) throws JsonProcessingException {
        write(
                exchange,
                201,
                "application/json",
                mapper.writeValueAsString(exchange.getMessage().getBody()));
    }

    /** 204 without a body. */
    public void noContent(Exchange exchange) {
        write(exchange, 204, null, null);
    }

    /** 202: work goes on behind; the body says where to look. @param location path of its progress */
    public void accepted(Exchange exchange, String location, Object body) throws JsonProcessingException {
        write(exchange, 202, "application/json", mapper.writeValueAsString(body));
        exchange.getMessage().setHeader("Location", location);
    }

    /** What went wrong, as problem+json. */
    public void problem(Exchange exchange) {
        ApiException problem = problems.translate(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        write(exchange, problem.status(), "application/problem+json", problems.json(problem));
        if (problem.status() == 503) {
            exchange.getMessage().setHeader("Retry-After", Problems.RETRY_AFTER);
        }
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
