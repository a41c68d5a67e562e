package dev.caravan.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.store.mapping.CatalogueField;
import dev.caravan.woocommerce.StoreField;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a store shows, as a person edits it.
 *
 * @param seen the {@link StoreMapping#state} that the page has shown
 * @param rows fields and attributes
 * @param problem what is wrong as a whole; null: nothing
 * @param errors what the API says against it
 */
record MappingForm(
        String id,
        String title,
        String seen,
        List<Row> rows,
        String multiplier,
        String rounding,
        @Nullable String problem,
        List<ConsoleProblem.Field> errors) {

    private static final String SHOW = "show:";
    private static final String TO = "to:";
    private static final String MULTIPLIER = "priceRules.multiplier";
    private static final int MOST_DIFFERENCES = 20;
    private static final Set<String> ALWAYS = Set.of("name", "sku");
    private static final List<CatalogueField> FIELDS = Arrays.asList(CatalogueField.values());

    /**
     * A field or an attribute.
     *
     * @param usual where it goes without a mapping
     * @param always whether every store shows it
     * @param moves whether it can go elsewhere
     * @param target where it goes; an empty text: to its usual place
     */
    record Row(
            String name, String usual, boolean attribute, boolean always, boolean moves, boolean shown, String target) {

        private static Row of(String name, boolean shown, String target) {
            CatalogueField field = FIELDS.stream()
                    .filter(known -> known.code().equals(name))
                    .findFirst()
                    .orElse(null);
            boolean always = ALWAYS.contains(name);
            String usual = field == null ? "attributes" : String.join(", ", field.storeFields());
            return new Row(
                    name,
                    field == CatalogueField.ATTRIBUTES ? "all that do not go elsewhere" : usual,
                    field == null,
                    always,
                    field == null || field.isSingle(),
                    shown || always,
                    target);
        }
    }

    /** @param mapping null: the store shows everything @param attributes names of all attributes */
    static MappingForm of(StoreSettings store, @Nullable StoreMapping mapping, List<String> attributes) {
        return of(Long.toString(store.id()), store.storeName(), mapping, names(attributes));
    }

    private static MappingForm of(String id, String title, @Nullable StoreMapping mapping, Set<String> names) {
        if (mapping != null) {
            names.addAll(mapping.sources());
        }
        List<Row> rows = names.stream()
                .map(name -> mapping == null
                        ? Row.of(
                                name,
                                FIELDS.stream().anyMatch(field -> field.code().equals(name)),
                                "")
                        : Row.of(name, mapping.sources().contains(name), mapping.target(name)))
                .toList();
        return new MappingForm(
                id,
                title,
                StoreMapping.state(mapping),
                rows,
                mapping == null ? "1" : mapping.priceRules().multiplier(),
                mapping == null ? "none" : mapping.priceRules().rounding(),
                null,
                List.of());
    }

    /** What was sent. */
    static MappingForm sent(StoreSettings store, List<String> attributes, HttpServletRequest request) {
        Set<String> names = names(attributes);
        request.getParameterMap().keySet().stream()
                .filter(name -> name.startsWith(SHOW) || name.startsWith(TO))
                .map(name -> name.substring(name.indexOf(':') + 1))
                .forEach(names::add);
        return new MappingForm(
                Long.toString(store.id()),
                store.storeName(),
                text(request, "seen"),
                names.stream()
                        .map(name -> Row.of(name, request.getParameter(SHOW + name) != null, text(request, TO + name)))
                        .toList(),
                text(request, "multiplier"),
                text(request, "rounding"),
                null,
                List.of());
    }

    private static String text(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null ? "" : text.strip();
    }

    /** Fields first, then attributes. One that is called like a field has a longer name. */
    private static Set<String> names(List<String> attributes) {
        Set<String> names =
                new LinkedHashSet<>(FIELDS.stream().map(CatalogueField::code).toList());
        Set<String> fields = Set.copyOf(names);
        attributes.forEach(name -> names.add(fields.contains(name) ? "attribute:" + name : name));
        return names;
    }

    /** The mapping as the API takes it. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode selected = body.putArray("selectedFields");
        ObjectNode targets = body.putObject("fieldMappings");
        rows.stream().filter(Row::shown).forEach(row -> {
            selected.add(row.name());
            if (!row.target().isEmpty()) {
                ArrayNode fields = targets.putArray(row.name());
                Arrays.stream(row.target().split(",", -1)).map(String::strip).forEach(fields::add);
            }
        });
        ObjectNode prices = body.putObject("priceRules");
        prices.put("multiplier", multiplier.isEmpty() ? "1" : multiplier);
        prices.put("rounding", rounding);
        return body;
    }

    MappingForm refused(ConsoleProblem refusal) {
        String whole = refusal.fields().isEmpty() ? String.valueOf(refusal.getMessage()) : "see below.";
        return new MappingForm(
                id, title, seen, rows, multiplier, rounding, "Nothing is saved yet: " + whole, refusal.fields());
    }

    /** The same, to replace a mapping that another person has made meanwhile. */
    MappingForm over(@Nullable StoreMapping mapping, ConsoleProblem problem) {
        return new MappingForm(
                id,
                title,
                StoreMapping.state(mapping),
                rows,
                multiplier,
                rounding,
                problem.getMessage(),
                differences(mapping));
    }

    private List<ConsoleProblem.Field> differences(@Nullable StoreMapping mapping) {
        Set<String> names = rows.stream().map(Row::name).collect(Collectors.toCollection(LinkedHashSet::new));
        MappingForm now = of(id, title, mapping, names); // the same rows in the same order, and perhaps more
        List<ConsoleProblem.Field> found = new ArrayList<>();
        for (int i = 0; i < now.rows.size(); i++) {
            Row theirs = now.rows.get(i);
            Row ours = i < rows.size() ? rows.get(i) : Row.of(theirs.name(), false, "");
            if (theirs.shown() != ours.shown()
                    || theirs.shown() && !theirs.target().equals(ours.target())) {
                String where = theirs.target().isEmpty() ? "in its usual place" : "as " + theirs.target();
                found.add(new ConsoleProblem.Field(
                        theirs.name(), theirs.shown() ? "is shown " + where + " by now" : "is not shown by now"));
            }
        }
        if (!now.multiplier.equals(multiplier) || !now.rounding.equals(rounding)) {
            String prices = mapping == null ? "as in the catalogue" : mapping.prices();
            found.add(new ConsoleProblem.Field("Prices", "are " + prices + " by now"));
        }
        return found.size() <= MOST_DIFFERENCES ? found : found.subList(0, MOST_DIFFERENCES);
    }

    /** What is wrong with other things than the multiplier. */
    public List<String> problems() {
        return errors.stream()
                .filter(error -> !error.field().equals(MULTIPLIER))
                .map(error -> switch (error.field()) {
                    case "selectedFields" -> "What is shown " + error.message();
                    case "fieldMappings" -> "Where a field goes: you " + error.message();
                    default -> error.field() + " " + error.message();
                })
                .toList();
    }

    public @Nullable String multiplierError() {
        return errors.stream()
                .filter(error -> error.field().equals(MULTIPLIER))
                .map(ConsoleProblem.Field::message)
                .findFirst()
                .orElse(null);
    }

    public Map<String, String> roundings() {
        return StoreMapping.ROUNDINGS;
    }

    /** Fields of a store, to choose from. */
    public List<String> targets() {
        return Arrays.stream(StoreField.names().split(", "))
                .filter(name -> !name.contains("<"))
                .toList();
    }
}
