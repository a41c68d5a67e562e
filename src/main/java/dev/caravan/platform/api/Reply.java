package dev.caravan.platform.api;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.audit.RestAudit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The last step of a REST route: answers the JSON of the body with a status, and nothing of the request's headers. */
@Component
public class Reply {

    private static final String PROGRESS = "caravan.progress";

    private final Problems problems;
    private final RestAudit audit;

    Reply(Problems problems, RestAudit audit) {
        this.problems = problems;
        this.audit = audit;
    }

    /** To be called before: the work continues in the background. @param location path of its progress */
    public static void continuesAt(Exchange exchange, String location) {
        exchange.setProperty(PROGRESS, location);
    }

    /** 200; if the work {@linkplain #continuesAt continues}, 202 with the place of its progress. */
    public void ok(Exchange exchange) {
        answer(exchange, 200);
    }

    /** 200 with a table in CSV, which a browser saves as a file. */
    public void csv(Exchange exchange, String file) {
        audit.answered(exchange, 200);
        write(exchange, 200, "text/csv; charset=utf-8", exchange.getMessage().getBody());
        exchange.getMessage()
                .setHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString());
    }

    /** 201. */
    public void created(Exchange exchange) {
        answer(exchange, 201);
    }

    /** 204 without a body; if the work {@linkplain #continuesAt continues}, 202 with the place of its progress. */
    public void noContent(Exchange exchange) {
        answer(exchange, 204);
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
    private void answer(Exchange exchange, int done) {
        String progress = exchange.getProperty(PROGRESS, String.class);
        int status = progress == null ? done : 202;
        audit.answered(exchange, status);
        if (status == 204) {
            write(exchange, status, null, null);
            return;
        }
        write(exchange, status, "application/json", exchange.getMessage().getBody());
        if (progress != null) {
            exchange.getMessage().setHeader("Location", progress);
        }
    }

    private static void write(Exchange exchange, int status, @Nullable String contentType, @Nullable Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(body);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
    }
}
