package dev.caravan.catalog.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.bulk.AttributeColumns.Kind;
import dev.caravan.catalog.bulk.AttributeColumns.Known;
import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Attributes of another program's file. One that the catalogue does not have is created, as a text. */
final class ForeignAttributes {

    private static final int MOST = 1_000;
    private static final int MOST_SAID = 100;

    private final AttributeColumns attributes;
    private final Cells cells;
    private final Notes notes;
    private final Map<String, Optional<Known>> known = new HashMap<>();
    private final TreeSet<String> made = new TreeSet<>();

    ForeignAttributes(AttributeColumns attributes, Cells cells, Notes notes) {
        this.attributes = attributes;
        this.cells = cells;
        this.notes = notes;
    }

    /** The first of these names that an attribute has. */
    @Nullable String existing(String... names) {
        for (String name : names) {
            if (find(name).isPresent()) {
                return name;
            }
        }
        return null;
    }

    private Optional<Known> find(String name) {
        String key = NamedCells.key(name);
        Optional<Known> found = known.get(key);
        if (found == null) {
            if (known.size() >= MOST) {
                throw new IllegalArgumentException("has the attribute \"" + ApiException.cut(name) + "\", but " + MOST
                        + " attributes are the most that a file may have");
            }
            found = Optional.ofNullable(attributes.find(List.of(name)).get(key));
            known.put(key, found);
        }
        return found;
    }

    /** @param variable whether the product is variable: its choices are those of its variants */
    void put(ObjectNode fields, String name, List<String> values, boolean variable) {
        if (values.isEmpty()) {
            return;
        }
        Known attribute = find(name).orElse(null);
        boolean several = values.size() > 1;
        if (several && variable && (attribute == null || attribute.kind() != Kind.MULTICHOICE)) {
            notes.add(
                    "The values of variable products for attributes in which variants differ are those of their variants");
            return;
        }
        if (attribute == null) {
            make(name);
        }
        List<JsonNode> read = values.stream()
                .map(value -> cells.attribute(name, attribute, value))
                .toList();
        JsonNode value = several ? joined(values, attribute) : read.get(0);
        fields.withArray("/attributes").addObject().put("name", name).set("value", value);
    }

    private static JsonNode joined(List<String> values, @Nullable Known attribute) {
        boolean list = attribute != null && (attribute.kind() == Kind.MULTICHOICE || attribute.kind() == Kind.CHOICE);
        return TextNode.valueOf(String.join(list ? "|" : ", ", values));
    }

    private void make(String name) {
        attributes.make(name);
        made.add(name);
        known.remove(NamedCells.key(name));
    }

    /** The notes, with the attributes that were created. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes.list());
        if (!made.isEmpty()) {
            all.add("Attributes were made, as texts: "
                    + made.stream().limit(MOST_SAID).map(ApiException::cut).collect(Collectors.joining(", ")));
        }
        return all;
    }
}
