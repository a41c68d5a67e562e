package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that a store would drop, cut or misread without an error, because it does not validate the items of
 * a batch [products-batch-no-validation]. Each rule stands for a recorded answer.
 */
public final class DocumentCheck {

    /** Plain digits: {@code 12,50} is read as 1250, {@code 1e3} and {@code 1,5 kg} as something else. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
    /** The store's lookup tables keep prices as DECIMAL(19,4). */
    private static final int MAX_DIGITS = 15;

    /**
     * The store keeps these in columns of 65,535 bytes; a description and a purchase note are in columns without such
     * a limit.
     */
    private static final Set<String> SHORT_TEXTS = Set.of("name", "short_description");

    private static final int MAX_SKU = 100;
    private static final int MAX_TERM = 200;
    private static final Pattern GTIN = Pattern.compile("[0-9-]*");

    private final Document document;
    private final Findings findings;

    private DocumentCheck(Document document, UnaryOperator<String> origins) {
        this.document = document;
        this.findings = new Findings(origins);
    }

    /**
     * Returns the document if the store keeps every value as it is.
     *
     * @param origins returns, for a field, the product's value that it has
     * @throws CannotBeSentException with the code of the first problem and all of them in words
     */
    static Document checked(Document document, UnaryOperator<String> origins) {
        List<DocumentProblem> problems = problems(document, origins);
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        return document;
    }

    /** The problems of a document, in the order of its fields. */
    static List<DocumentProblem> problems(Document document, UnaryOperator<String> origins) {
        DocumentCheck check = new DocumentCheck(document, origins);
        document.fields().forEach(check::field);
        check.salePrice();
        return check.findings.problems();
    }

    public static CannotBeSentException refusal(List<DocumentProblem> problems) {
        return new CannotBeSentException(
                problems.get(0).code(),
                String.join("; ", problems.stream().map(DocumentProblem::text).toList()));
    }

    private void field(String name, JsonNode value) {
        switch (name) {
            case "name" -> name(value.asText());
            case "sku" -> {
                longest("sku_too_long", "sku", value.asText(), MAX_SKU, "the store does not see that it is taken");
                kept("sku_not_kept", "sku", value);
            }
            case "dimensions" ->
                value.properties().forEach(side -> decimal("dimensions." + side.getKey(), side.getValue()));
            case "attributes" -> new AttributeCheck(findings).attributes(value);
            case "categories" ->
                value.forEach(path -> TermNames.path(path.path("name").asText()).forEach(term -> term(name, term)));
            case "tags", "brands" ->
                value.forEach(term -> term(name, term.path("name").asText()));
            default -> StoreField.of(name).ifPresent(field -> byKind(field, value));
        }
    }

    private void byKind(StoreField field, JsonNode value) {
        switch (field.kind()) {
            case TEXT -> {
                if (SHORT_TEXTS.contains(field.name())) {
                    text(field.name(), value.asText());
                }
            }
            case DECIMAL -> decimal(field.name(), value);
            case INTEGER -> whole(field.name(), value);
            case BOOLEAN ->
                refuse(!value.isBoolean(), "not_a_boolean", field.name(), value, "it must be true or false");
            case CHOICE ->
                refuse(
                        !field.allowed().contains(value.asText()),
                        "unknown_value",
                        field.name(),
                        value,
                        "it must be one of " + String.join(", ", field.allowed()));
            case DATE ->
                refuse(
                        !DateTexts.isDate(value.asText()),
                        "not_a_date",
                        field.name(),
                        value,
                        "it must be a date such as 2026-01-31 or 2026-01-31T10:00:00");
            case GTIN ->
                refuse(
                        !GTIN.matcher(value.asText()).matches(),
                        "not_a_gtin",
                        field.name(),
                        value,
                        "it must have digits and hyphens only; the store drops the rest");
            case WORD -> longest("text_too_long", field.name(), value.asText(), MAX_TERM, "the store cannot keep it");
            case META, TERMS, ATTRIBUTE -> {
                // any value; lists were checked above
            }
        }
    }

    private void name(String name) {
        boolean empty = StoredText.html(name).isBlank();
        if (empty || name.strip().equals("0")) {
            add(
                    "name_empty",
                    "name",
                    (empty ? "would be empty" : "cannot be \"0\"")
                            + " in the store, which would call the product \"Product\"");
        }
        text("name", name);
    }

    private void text(String field, String text) {
        if (!StoredText.fits(text)) {
            add(
                    "text_too_long",
                    field,
                    "is longer than the " + StoredText.MAX_BYTES
                            + " bytes that the store can keep, HTML entities included");
        }
    }

    private void longest(String code, String field, String text, int characters, String why) {
        if (text.length() > characters) {
            add(code, field, "has more than " + characters + " characters: " + why);
        }
    }

    private void decimal(String field, JsonNode value) {
        String text = value.asText();
        if (text.isEmpty()) {
            return;
        }
        BigDecimal number = number(text);
        refuse(number == null, "not_a_number", field, value, "it must be a number with a decimal point, such as 12.50");
        if (number != null) {
            refuse(number.signum() < 0, "out_of_range", field, value, "it must not be negative");
            refuse(
                    (long) number.precision() - number.scale() > MAX_DIGITS,
                    "out_of_range",
                    field,
                    value,
                    "it must have at most " + MAX_DIGITS + " digits before the point");
        }
    }

    private void whole(String field, JsonNode value) {
        boolean possible = value.isNull() || value.isIntegralNumber();
        refuse(!possible, "not_an_integer", field, value, "it must be a whole number");
        boolean fits = !value.isIntegralNumber() || value.canConvertToInt();
        refuse(!fits, "out_of_range", field, value, "it must have at most nine digits");
    }

    private void term(String field, String name) {
        if (name.isBlank()) {
            add("term_empty", field, "has a term without a name: the store cannot keep it");
        }
        longest("text_too_long", field, name, MAX_TERM, "the store cannot keep such a name");
        if (StoredText.loss(StoredText.plain(name)) != null) {
            kept("term_not_kept", field, TextNode.valueOf(name));
        }
    }

    private void kept(String code, String field, JsonNode value) {
        String loss = StoredText.loss(value.asText());
        if (loss != null) {
            refuse(true, code, field, value, loss);
        }
    }

    /** A sale price that is not below the regular price is dropped [product-create-sale-above-regular]. */
    private void salePrice() {
        Map<String, JsonNode> fields = document.fields();
        BigDecimal sale = number(
                fields.containsKey("sale_price") ? fields.get("sale_price").asText() : "");
        JsonNode price = fields.get("regular_price");
        if (sale == null || price == null) {
            return;
        }
        BigDecimal regular = number(price.asText());
        boolean dropped = price.asText().isEmpty() || regular != null && sale.compareTo(regular) >= 0;
        String beside = price.asText().isEmpty() ? "there is no regular price" : "regular_price is " + regular;
        refuse(
                dropped,
                "sale_price_not_below",
                "sale_price",
                fields.get("sale_price"),
                "it must be below the regular price, and " + beside);
    }

    /** The number that a text has in plain digits; null if it is not one. */
    public static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private void refuse(boolean wrong, String code, String field, @Nullable JsonNode value, String why) {
        findings.refuse(wrong, code, field, value, why);
    }

    private void add(String code, String field, String what) {
        findings.add(code, field, what);
    }
}
