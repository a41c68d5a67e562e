package dev.caravan.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;

/**
 * Calls operations of the REST API for the person whose page is being answered, through their routes: role, account
 * and audit log are as for any other caller.
 */
@Component
class ApiCalls {

    private static final int FIRST_FAILURE = 400;
    private static final String DIRECT = "direct:";

    private final ModelCamelContext camel;
    private final ObjectMapper mapper;

    ApiCalls(CamelContext camel, ObjectMapper mapper) {
        this.camel = (ModelCamelContext) camel;
        this.mapper = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** What an operation answers. @param operation its id @param parameters of its path, query and headers; null: not sent */
    <T> T read(String operation, Map<String, ? extends @Nullable Object> parameters, Class<T> shape) {
        return read(operation, parameters, null, shape);
    }

    /** As above, of an operation that takes a body. */
    <T> T read(
            String operation,
            Map<String, ? extends @Nullable Object> parameters,
            @Nullable Object body,
            Class<T> shape) {
        try {
            return mapper.treeToValue(call(operation, parameters, body), shape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer of " + operation + " is not a " + shape.getSimpleName(), e);
        }
    }

    /** The ids of the operations that change something, in their order. */
    List<String> changing() {
        return camel.getRestDefinitions().stream()
                .flatMap(rest -> rest.getVerbs().stream())
                .filter(verb -> !verb.asVerb().equals("get"))
                .map(verb -> verb.getTo().getUri().substring(DIRECT.length()))
                .sorted()
                .toList();
    }

    /**
     * Calls an operation.
     *
     * @param body to be sent as JSON; null: none
     * @throws ConsoleProblem if it is refused or fails
     */
    JsonNode call(String operation, Map<String, ? extends @Nullable Object> parameters, @Nullable Object body) {
        return json(bytes(operation, parameters, body, null));
    }

    /** What an operation answers as another type than JSON. @throws ConsoleProblem if it is refused or fails */
    byte[] file(String operation, Map<String, ? extends @Nullable Object> parameters, MediaType accept) {
        byte[] content = bytes(operation, parameters, null, accept);
        return content == null ? new byte[0] : content;
    }

    private byte @Nullable [] bytes(
            String operation,
            Map<String, ? extends @Nullable Object> parameters,
            @Nullable Object body,
            @Nullable MediaType accept) {
        Route route = camel.getRoute(operation);
        if (route == null) {
            throw new ConsoleProblem(404, "There is no operation " + operation);
        }
        Exchange exchange = route.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage()
                .setHeader(Exchange.HTTP_SERVLET_REQUEST, request(operation, parameters, body != null, accept));
        DefaultConsumer consumer = (DefaultConsumer) route.getConsumer();
        try {
            exchange.getMessage().setBody(body == null ? null : mapper.writeValueAsBytes(body));
            consumer.createUoW(exchange); // ends when the answer is read: a long one is in a file until then
            route.getProcessor().process(exchange);
            return answer(operation, exchange);
        } catch (ConsoleProblem e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The operation " + operation + " failed", e);
        } finally {
            consumer.doneUoW(exchange);
        }
    }

    private byte @Nullable [] answer(String operation, Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] content = exchange.getMessage().getBody(byte[].class);
        if (status == null || status >= FIRST_FAILURE) {
            JsonNode json = json(content);
            List<ConsoleProblem.Field> fields = new ArrayList<>();
            json.path("errors")
                    .forEach(error -> fields.add(new ConsoleProblem.Field(
                            error.path("field").asText(), error.path("message").asText())));
            throw new ConsoleProblem(
                    status == null ? 500 : status, json.path("detail").asText(), fields);
        }
        return content;
    }

    private JsonNode json(byte @Nullable [] body) {
        try {
            return body == null || body.length == 0
                    ? MissingNode.getInstance()
                    : mapper.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An operation answered what is no JSON", e);
        }
    }

    private OperationRequest request(
            String operation,
            Map<String, ? extends @Nullable Object> parameters,
            boolean hasBody,
            @Nullable MediaType accept) {
        if (!(RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes page)) {
            throw new IllegalStateException("no page is being answered");
        }
        for (RestDefinition rest : camel.getRestDefinitions()) {
            for (VerbDefinition verb : rest.getVerbs()) {
                if (verb.getTo().getUri().equals(DIRECT + operation)) {
                    String path = text(rest.getPath()) + text(verb.getPath());
                    String method = verb.asVerb().toUpperCase(Locale.ROOT);
                    Map<String, @Nullable Object> sent = new HashMap<>(parameters);
                    Map<String, String> headers = headers(verb, sent);
                    if (accept != null) {
                        headers.put(HttpHeaders.ACCEPT, accept.toString());
                    }
                    return request(page, method, path, sent, headers, hasBody);
                }
            }
        }
        throw new IllegalStateException(operation + " is no operation of the API");
    }

    /** Takes those out of the parameters that the operation reads from headers. */
    private static Map<String, String> headers(VerbDefinition verb, Map<String, @Nullable Object> parameters) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ParamDefinition parameter : verb.getParams()) {
            Object value = parameter.getType() == RestParamType.header ? parameters.remove(parameter.getName()) : null;
            if (value != null) {
                headers.put(parameter.getName(), value.toString());
            }
        }
        return headers;
    }

    private static OperationRequest request(
            ServletRequestAttributes page,
            String method,
            String template,
            Map<String, @Nullable Object> parameters,
            Map<String, String> headers,
            boolean hasBody) {
        String path = template;
        for (String name : Map.copyOf(present(parameters)).keySet()) {
            if (path.contains("{" + name + "}")) {
                path = path.replace("{" + name + "}", encoded(String.valueOf(parameters.remove(name))));
            }
        }
        String query = present(parameters).entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return new OperationRequest(page.getRequest(), method, path, query.isEmpty() ? null : query, headers, hasBody);
    }

    private static Map<String, String> present(Map<String, @Nullable Object> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, parameter -> String.valueOf(parameter.getValue())));
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String path) {
        return path == null ? "" : path;
    }
}
