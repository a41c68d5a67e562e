package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.woocommerce.StoreField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects the problems of a document, in terms of the catalogue's fields. */
final class Findings {

    /** Prefix of an attribute's name where a field is named. */
    static final String ATTRIBUTE = "attribute ";

    private static final int SHOWN = 60;

    private final UnaryOperator<String> origins;
    private final List<DocumentProblem> problems = new ArrayList<>();

    /** @param origins returns, for a field, the product's value that it has */
    Findings(UnaryOperator<String> origins) {
        this.origins = origins;
    }

    List<DocumentProblem> problems() {
        return problems;
    }

    void refuse(boolean wrong, String code, String field, @Nullable JsonNode value, String why) {
        if (wrong) {
            String text = value == null || value.isNull() ? "empty" : "\"" + shortened(value.asText()) + "\"";
            add(code, field, "cannot be " + text + ": " + why);
        }
    }

    void add(String code, String field, String what) {
        String origin = origins.apply(field);
        String of = field.startsWith(ATTRIBUTE)
                ? StoreField.ATTRIBUTES
                : field.startsWith("dimensions.") ? "dimensions" : field;
        problems.add(
                new DocumentProblem(of, code, field + (origin.equals(field) ? "" : " (" + origin + ")") + " " + what));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
