package dev.caravan.catalog.structure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A family as a client sends it. */
record FamilyBody(@Nullable String name, @Nullable List<Member> attributes) {

    /** One attribute; a client may send back the name and type of an answer with it. */
    @JsonIgnoreProperties({"name", "type"})
    record Member(
            @Nullable Long attributeId,
            @Nullable Boolean isRequired,
            @Nullable JsonNode defaultValue) {}

    static FamilyBody of(Family family) {
        return new FamilyBody(
                family.name(),
                family.attributes().stream()
                        .map(a -> new Member(a.attributeId(), a.isRequired(), a.defaultValue()))
                        .toList());
    }

    /** Whether both mean the same family: numbers among the defaults are compared by value. */
    boolean same(FamilyBody other) {
        return Objects.equals(name, other.name)
                && bare(this).equals(bare(other))
                && changedDefaults(other).isEmpty();
    }

    /** Ids of the attributes whose default differs in the other state, is new there, or is removed. */
    List<Long> changedDefaults(FamilyBody other) {
        return FamilyDefaults.changed(defaults(), other.defaults());
    }

    private Map<Long, JsonNode> defaults() {
        Map<Long, JsonNode> defaults = new HashMap<>();
        for (Member member : members()) {
            if (member.attributeId != null && member.defaultValue != null && !member.defaultValue.isNull()) {
                defaults.put(member.attributeId, member.defaultValue);
            }
        }
        return defaults;
    }

    private static List<Member> bare(FamilyBody family) {
        return family.members().stream()
                .map(member -> new Member(member.attributeId, member.isRequired, null))
                .toList();
    }

    /** Ids of the attributes that are named. */
    List<Long> attributeIds() {
        return members().stream()
                .map(Member::attributeId)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Member> members() {
        return attributes == null ? List.of() : attributes;
    }

    /** The same, normalised: defaults as they are stored. @throws ApiException 400 if a value is not valid */
    FamilyBody checked(References known) {
        List<Member> checked = new ArrayList<>();
        for (int i = 0; i < members().size(); i++) {
            Member member = members().get(i);
            String field = "attributes[" + i + "]";
            AttributeRule rule =
                    member.attributeId == null ? null : known.attributes().get(member.attributeId);
            if (rule == null) {
                throw ApiException.invalid(
                        field, "must have the attributeId of an attribute, but " + member.attributeId + " is none");
            }
            if (checked.stream().anyMatch(other -> Objects.equals(other.attributeId, rule.id()))) {
                throw ApiException.invalid(field, "names an attribute for the second time");
            }
            checked.add(new Member(rule.id(), Boolean.TRUE.equals(member.isRequired), accept(field, rule, member)));
        }
        return new FamilyBody(Names.check("name", name), checked);
    }

    private static @Nullable JsonNode accept(String field, AttributeRule rule, Member member) {
        JsonNode value = member.defaultValue;
        if (value == null || value instanceof NullNode) {
            return null;
        }
        try {
            return rule.accept(value);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(field + ".defaultValue", String.valueOf(e.getMessage()));
        }
    }
}
