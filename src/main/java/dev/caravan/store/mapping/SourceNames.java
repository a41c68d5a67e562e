package dev.caravan.store.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names by which users call the fields and attributes of an account's products. */
final class SourceNames {

    private static final String ATTRIBUTE = "attribute:";

    private final Map<Long, String> byId;
    private final Map<String, Long> byName = new LinkedHashMap<>();

    /** @param attributes id → name */
    SourceNames(Map<Long, String> attributes) {
        this.byId = Map.copyOf(attributes);
        attributes.forEach((id, name) -> byName.put(name.toLowerCase(Locale.ROOT), id));
    }

    /**
     * The field or attribute of this name: a field's own name counts first, then attributes without letter case, then the
     * store's names of fields. {@code attribute:Weight} means the attribute in any case.
     */
    Optional<Source> find(String given) {
        String name = given.strip();
        if (name.startsWith(ATTRIBUTE)) {
            return attribute(name.substring(ATTRIBUTE.length()).strip());
        }
        return CatalogueField.byCode(name)
                .map(Source::of)
                .or(() -> attribute(name))
                .or(() -> CatalogueField.byStoreField(name).map(Source::of));
    }

    private Optional<Source> attribute(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT))).map(Source::attribute);
    }

    /** Whether it still exists: attributes can be deleted. */
    boolean knows(Source source) {
        return source.attributeId() == null || byId.containsKey(source.attributeId());
    }

    String name(Source source) {
        CatalogueField field = source.field();
        if (field != null) {
            return field.code();
        }
        String name = String.valueOf(byId.get(source.attributeId()));
        return CatalogueField.byCode(name).isPresent() ? ATTRIBUTE + name : name;
    }

    /** All names, for a message that lists the possible ones. */
    String all() {
        Collection<String> names = byId.values();
        String attributes = names.isEmpty()
                ? ""
                : "; attributes: "
                        + String.join(", ", names.stream().sorted().limit(50).toList());
        return "fields: " + CatalogueField.codes() + attributes + (names.size() > 50 ? ", …" : "");
    }
}
