package dev.caravan.platform.web;

import dev.caravan.platform.api.StrictText;
import dev.caravan.platform.web.RestOperations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Gives a REST route the parameters that its operation declares, each from its declared place, and nothing else of
 * the request but the types of its body and of the answer that it accepts. In Camel's message, headers, parameters and parts of the path are one map, so a header could replace
 * any of them.
 */
@Component
class RequestParameters {

    private final RestOperations operations;

    RequestParameters(RestOperations operations) {
        this.operations = operations;
    }

    /** Replaces all headers of the message. @throws ApiException 400 if the address is not well-formed */
    public void replaceHeaders(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpServletRequest request = message.getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class);
        Operation operation = operations.ofRoute(exchange.getFromRouteId()).orElse(null);
        message.removeHeaders("*");
        if (request == null || operation == null) {
            return;
        }
        if (request.getContentType() != null) {
            message.setHeader(Exchange.CONTENT_TYPE, request.getContentType());
        }
        if (request.getHeader(HttpHeaders.ACCEPT) != null) {
            message.setHeader(HttpHeaders.ACCEPT, request.getHeader(HttpHeaders.ACCEPT));
        }
        for (String name : operation.headers()) {
            String value = request.getHeader(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        }
        Map<String, String> query = query(request.getQueryString());
        operation.query().forEach(name -> {
            String value = query.get(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        });
        path(operation, RestOperations.segments(request.getRequestURI())).forEach(message::setHeader);
    }

    /** The first value of each parameter. */
    static Map<String, String> query(@Nullable String query) {
        Map<String, String> values = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = StrictText.decode(equals < 0 ? pair : pair.substring(0, equals), true);
                values.putIfAbsent(name, equals < 0 ? "" : StrictText.decode(pair.substring(equals + 1), true));
            }
        }
        return values;
    }

    private static Map<String, String> path(Operation operation, List<String> sent) {
        Map<String, String> values = new HashMap<>();
        List<String> segments = operation.segments();
        for (int i = 0; i < segments.size() && i < sent.size(); i++) {
            String segment = segments.get(i);
            if (Operation.isParameter(segment)) {
                values.put(segment.substring(1, segment.length() - 1), StrictText.decode(sent.get(i), false));
            }
        }
        return values;
    }
}
