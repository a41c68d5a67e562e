package dev.caravan.platform.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.ApiException.FieldError;
import java.util.Map;
import java.util.Optional;

/** Rules for all JSON from callers. */
public final class JsonText {

    /**
     * Prices, weights and measures have far smaller exponents; sums of numbers with larger ones would fill the memory.
     */
    private static final int LARGEST_SCALE = 1_000;

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 1_000;

    private JsonText() {}

    /** The same mapper with limits of depth and lengths. */
    public static ObjectMapper limited(ObjectMapper mapper) {
        JsonFactory factory = mapper.getFactory()
                .rebuild()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build();
        return mapper.copyWith(factory);
    }

    /** The first value or name that cannot be stored, if there is one. */
    public static Optional<FieldError> problem(JsonNode node) {
        return problem("", node);
    }

    private static Optional<FieldError> problem(String path, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String name = StrictText.problem(field.getKey());
                if (!name.isEmpty()) {
                    return Optional.of(new FieldError(path.isEmpty() ? "body" : path, "has a name that " + name));
                }
                Optional<FieldError> inside =
                        problem(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
                if (inside.isPresent()) {
                    return inside;
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                Optional<FieldError> inside = problem(path + "[" + i + "]", node.get(i));
                if (inside.isPresent()) {
                    return inside;
                }
            }
        } else {
            String wrong = node.isTextual() ? StrictText.problem(node.textValue()) : numberProblem(node);
            if (!wrong.isEmpty()) {
                return Optional.of(new FieldError(path.isEmpty() ? "body" : path, wrong));
            }
        }
        return Optional.empty();
    }

    private static String numberProblem(JsonNode node) {
        return node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > LARGEST_SCALE
                ? "must be a number with a smaller exponent"
                : "";
    }
}
