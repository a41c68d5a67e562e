package dev.caravan.platform.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;

/**
 * The {@code unmarshal} of a REST route: Camel's Jackson data format, with limits of depth and lengths, and a 400 that says where a
 * body is wrong. It gives an {@link ObjectNode}, because a merge patch tells an absent field from {@code null}.
 */
final class RequestJson extends JacksonDataFormat {

    static final String NO_OBJECT = "The body must be a JSON object; send it with Content-Type: application/json";

    private final boolean optional;

    /** @param optional an empty body counts as an empty object, in place of a 400 */
    RequestJson(ObjectMapper mapper, boolean optional) {
        super(strict(mapper), JsonNode.class);
        this.optional = optional;
    }

    /**
     * Takes no field that is unknown, nothing after the value and no fraction as a whole number, and keeps each digit of a
     * number.
     */
    static ObjectMapper strict(ObjectMapper mapper) {
        return JsonText.limited(mapper)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** @throws ApiException 400 if the body is no JSON object */
    @Override
    public Object unmarshal(Exchange exchange, Object body) {
        JsonNode node = read(exchange, body);
        if (node instanceof ObjectNode object) {
            JsonText.problem(object).ifPresent(wrong -> {
                throw ApiException.invalid(List.of(wrong));
            });
            return object;
        }
        if (node.isMissingNode() && optional) {
            return getObjectMapper().createObjectNode();
        }
        throw ApiException.badRequest(NO_OBJECT);
    }

    private JsonNode read(Exchange exchange, Object body) {
        try {
            InputStream stream = exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body);
            return stream == null
                    ? MissingNode.getInstance()
                    : getObjectMapper().readTree(stream);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw ApiException.badRequest("The body has a number that is too large or too small");
        } catch (IOException e) {
            throw ApiException.badRequest("The body could not be read to its end");
        }
    }

    private static ApiException notJson(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String what = e instanceof JsonParseException ? "is not valid JSON" : "cannot be read";
        return ApiException.badRequest("The body " + what + where);
    }
}
