package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.ProductType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the products of one change refer to; read once for all of them. A row that is missing here does not
 * exist.
 */
public record References(
        Map<Long, AttributeRule> attributes,
        Map<Long, List<FamilyRule>> families,
        Set<Long> assets,
        Map<Long, ProductType> parents,
        Set<Long> withVariants) {

    /** A family's rule for one attribute. */
    public record FamilyRule(
            long attributeId, boolean required, @Nullable JsonNode defaultValue) {}

    public @Nullable AttributeRule attributeNamed(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return attributes.values().stream()
                .filter(attribute -> attribute.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    public List<FamilyRule> rules(@Nullable Long familyId) {
        return familyId == null ? List.of() : families.getOrDefault(familyId, List.of());
    }

    /** Own values, and the family's defaults where there are none. */
    public Map<Long, JsonNode> effective(@Nullable Long familyId, Map<Long, JsonNode> own) {
        Map<Long, JsonNode> values = new TreeMap<>(own);
        for (FamilyRule rule : rules(familyId)) {
            if (rule.defaultValue != null) {
                values.putIfAbsent(rule.attributeId, rule.defaultValue);
            }
        }
        return values;
    }

    /** Names of the attributes that a complete product of a family must have, and that are missing in these values. */
    public List<String> missing(@Nullable Long familyId, Map<Long, JsonNode> own) {
        Map<Long, JsonNode> values = effective(familyId, own);
        return rules(familyId).stream()
                .filter(rule -> rule.required && !values.containsKey(rule.attributeId))
                .map(rule -> nameOf(rule.attributeId))
                .sorted()
                .toList();
    }

    public String nameOf(long attributeId) {
        AttributeRule attribute = attributes.get(attributeId);
        return attribute == null ? String.valueOf(attributeId) : attribute.name();
    }

    /** Ids of attributes, families, assets and products that have to be read. */
    public record Needs(
            Set<Long> attributes,
            Set<String> attributeNames,
            Set<Long> families,
            Set<Long> assets,
            Set<Long> parents,
            Set<Long> variables) {

        public static Needs none() {
            return new Needs(
                    new HashSet<>(),
                    new HashSet<>(),
                    new HashSet<>(),
                    new HashSet<>(),
                    new HashSet<>(),
                    new HashSet<>());
        }
    }

    static Map<Long, AttributeRule> byId(List<AttributeRule> attributes) {
        return attributes.stream().collect(Collectors.toMap(AttributeRule::id, a -> a, (a, b) -> a, HashMap::new));
    }
}
