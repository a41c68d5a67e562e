package dev.caravan.platform.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the objects of request bodies (see {@link RequestJson}) strictly: an unknown field, a wrong type or a broken rule is a 400 that names the field. */
@Component
public class JsonBody {

    private static final Set<Class<?>> WHOLE = Set.of(Integer.class, int.class, Long.class, long.class);

    private final ObjectMapper mapper;
    private final Validator validator;

    JsonBody(ObjectMapper mapper, Validator validator) {
        this.mapper = RequestJson.strict(mapper);
        this.validator = validator;
    }

    /** An object as a checked record. @throws ApiException 400 that names each wrong field */
    public <T> T read(ObjectNode object, Class<T> type) {
        try {
            ObjectReader reader = mapper.readerFor(type);
            T value = reader.readValue(new WholeNumbers(reader.treeAsTokens(object)));
            check(value);
            return value;
        } catch (JsonMappingException e) {
            throw ApiException.invalid(path(e), explain(e));
        } catch (ArithmeticException e) {
            throw ApiException.badRequest("The body has a number that is too large or too small");
        } catch (IOException e) {
            throw ApiException.badRequest("The body could not be read");
        }
    }

    /** Applies a JSON merge patch (RFC 7396) to a record: absent fields stay, {@code null} removes. */
    public <T> T patch(T current, ObjectNode patch, Class<T> type) {
        ObjectNode merged = mapper.valueToTree(current);
        patch.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return read(merged, type);
    }

    private <T> void check(T value) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            List<ApiException.FieldError> errors = violations.stream()
                    .map(v -> new ApiException.FieldError(v.getPropertyPath().toString(), v.getMessage()))
                    .sorted((a, b) -> a.field().compareTo(b.field()))
                    .toList();
            throw ApiException.invalid(errors);
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return path.isEmpty() ? "body" : path;
    }

    private static String explain(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Class<?> type = mismatch.getTargetType();
            return type.isEnum() ? "must be one of " + List.of(type.getEnumConstants()) : "must be " + describe(type);
        }
        return "has a value that does not fit";
    }

    private static String describe(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "a text" : "an object";
    }
}
