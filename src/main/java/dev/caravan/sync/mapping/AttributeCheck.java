package dev.caravan.sync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses attributes and options that a store would split, drop, or keep in two forms. */
public final class AttributeCheck {

    private final Findings findings;

    AttributeCheck(Findings findings) {
        this.findings = findings;
    }

    void attributes(JsonNode attributes) {
        attributes.forEach(this::attribute);
        alike(attributes);
    }

    /**
     * The problem of a variation that has the same options as an older one: it cannot be chosen. @param sku of the
     * older variant; null if there is none
     */
    public static Optional<DocumentProblem> sibling(Document document, @Nullable String sku) {
        return sku == null || !document.fields().containsKey(StoreField.ATTRIBUTES)
                ? Optional.empty()
                : Optional.of(new DocumentProblem(
                        StoreField.ATTRIBUTES,
                        "variants_alike",
                        "the variant " + sku
                                + " has the same values, and a shop could not tell the two apart: give them"
                                + " different values, or delete one"));
    }

    /**
     * If the names of custom attributes give one slug, the store keeps only the last one [attribute-names-same-slug].
     */
    private void alike(JsonNode attributes) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode attribute : attributes) {
            String name = attribute.path("name").asText();
            boolean custom = !attribute.path(TermNames.GLOBAL).asBoolean();
            String other = custom ? names.put(AlikeNames.slug(name), name) : null;
            if (other != null) {
                findings.add(
                        "attributes_alike",
                        Findings.ATTRIBUTE + name,
                        "cannot be beside attribute " + other
                                + " on one product: the store takes the two names for one."
                                + " Rename one of them, or map one to global_attribute");
            }
        }
    }

    /** The store splits an option at each pipe [product-create-attribute-pipe]. */
    private void attribute(JsonNode attribute) {
        JsonNode name = attribute.path("name");
        findings.refuse(
                name.asText().strip().equals("0"),
                "attribute_name",
                Findings.ATTRIBUTE + "0",
                name,
                "the store would drop it");
        for (JsonNode option : attribute.path("options")) {
            option(attribute, option);
        }
        if (attribute.path("option").isArray()) {
            several(name.asText(), attribute.path("option"));
        } else if (attribute.has("option")) {
            option(attribute, attribute.path("option")); // of a variation
        }
    }

    private void several(String name, JsonNode options) {
        List<String> texts = new ArrayList<>();
        options.forEach(option -> texts.add(option.asText()));
        findings.add(
                "several_options",
                Findings.ATTRIBUTE + name,
                "has " + texts.size() + " values (" + String.join(", ", texts)
                        + "), and a variation can have only one: give the variant one of them, or make a variant of each");
    }

    private void option(JsonNode attribute, JsonNode option) {
        boolean choice = attribute.path("variation").asBoolean() || attribute.has("option");
        boolean global = attribute.path(TermNames.GLOBAL).asBoolean();
        String loss = choice || global ? StoredText.optionLoss(option.asText(), global) : null;
        if (loss != null) {
            findings.refuse(
                    true,
                    "option_not_kept",
                    Findings.ATTRIBUTE + attribute.path("name").asText(),
                    option,
                    loss);
        }
        findings.refuse(
                option.asText().indexOf('|') >= 0,
                "option_with_pipe",
                Findings.ATTRIBUTE + attribute.path("name").asText(),
                option,
                "the store would split it at the | into two");
    }
}
