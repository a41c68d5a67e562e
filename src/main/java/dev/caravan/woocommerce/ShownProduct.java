package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product or variation as a store shows it: in the answer to a write, or when it is asked. It may show a few of the fields only. Its
 * JSON stays in here, read once: what WooCommerce and plugins make of a type is no matter of the caller's. Immutable.
 */
public final class ShownProduct {

    /** The store shows nothing of it. */
    public static final ShownProduct NOTHING = new ShownProduct(MissingNode.getInstance());

    private static final String META_DATA = "meta_data";

    private final JsonNode json;

    ShownProduct(JsonNode json) {
        this.json = json;
    }

    /**
     * A field that is shown otherwise than it was sent.
     *
     * @param shown in words, of a long text from where it begins to differ; "" for nothing
     */
    public record Difference(String field, String shown, String sent) {}

    /** An option of a global attribute, by our name. */
    public record Option(long attributeId, String name) {}

    /** Such as {@code simple}; "" if it does not show it. */
    public String type() {
        return json.path("type").asText();
    }

    /** Such as {@code publish}; "" if it does not show it. */
    public String status() {
        return json.path("status").asText();
    }

    /** Our mark; null if it has none. */
    public @Nullable String caravanMark() {
        return CaravanMark.of(json);
    }

    /** Empty if it does not show them. */
    public Optional<List<ShownAttribute>> attributes() {
        JsonNode attributes = json.path(StoreField.ATTRIBUTES);
        return attributes.isArray() ? Optional.of(ShownAttribute.all(attributes)) : Optional.empty();
    }

    /** The images of a product, or the one of a variation, in their order. */
    public List<ShownImage> images() {
        List<ShownImage> images = new ArrayList<>();
        json.path("images").forEach(image -> images.add(ShownImage.of(image)));
        if (json.path("image").isObject()) {
            images.add(ShownImage.of(json.path("image")));
        }
        return images;
    }

    /** How many images it has; empty if it does not show them. */
    public OptionalInt imageCount() {
        if (json.has("images")) {
            return OptionalInt.of(json.path("images").size());
        }
        return json.has("image")
                ? OptionalInt.of(json.path("image").path("id").asLong() > 0 ? 1 : 0)
                : OptionalInt.empty();
    }

    /** Whether it shows terms of a kind, were it none. */
    public boolean lists(TermKind kind) {
        return json.path(kind.field()).isArray();
    }

    /** Ids of the terms that it has. */
    public Set<Long> ids(TermKind kind) {
        Set<Long> ids = new HashSet<>();
        json.path(kind.field()).forEach(term -> ids.add(term.path("id").asLong()));
        return ids;
    }

    /** Whether it shows all that was sent. */
    public boolean shows(Document sent) {
        return StoredForm.differing(sent, json).isEmpty();
    }

    /**
     * The fields that it shows otherwise than they were sent; none that it does not show.
     *
     * @param variation what a variation has of its parent is no difference
     */
    public List<Difference> differing(Document sent, boolean variation) {
        List<Difference> differences = new ArrayList<>();
        for (String field : StoredForm.differing(sent, json)) {
            JsonNode value = Objects.requireNonNull(sent.fields().get(field));
            boolean answered = json.has(field.startsWith(StoreField.META) ? META_DATA : field);
            if (answered && !(variation && InheritedShown.isFine(field, value, json))) {
                differences.add(difference(field, value));
            }
        }
        return differences;
    }

    private Difference difference(String field, JsonNode sent) {
        JsonNode shown = StoredForm.shown(field, json);
        if (!StoredForm.TEXTS.contains(field)) {
            return new Difference(field, ValueWords.of(shown), ValueWords.of(sent));
        }
        HtmlText.Difference difference = HtmlText.difference(sent.asText(), shown.isNull() ? "" : shown.asText());
        return new Difference(field, difference.shown(), difference.sent());
    }

    /** Whether it shows a text of a document but for one level of its backslashes, which a store takes when it writes it again. */
    public boolean hasLostBackslashes(Document wanted, String field) {
        JsonNode text = wanted.fields().get(field);
        return text != null && json.has(field) && StoredForm.hasLostBackslashes(field, text, json.path(field));
    }

    /** Ids of a document's terms of a kind that it does not have. */
    public Set<Long> missing(Document wanted, TermKind kind) {
        JsonNode terms = wanted.fields().get(kind.field());
        return terms == null ? Set.of() : ShownTerms.missing(terms, json.path(kind.field()));
    }

    /** The options of a document's global attributes that it does not have. */
    public Set<Option> missingOptions(Document wanted) {
        Set<Option> missing = new LinkedHashSet<>();
        for (JsonNode attribute : globalAttributes(wanted)) {
            long id = attribute.path("id").asLong();
            ShownTerms.missingOptions(attribute, json.path(StoreField.ATTRIBUTES))
                    .forEach(name -> missing.add(new Option(id, name)));
        }
        return missing;
    }

    /** A term or an option that the store writes in another letter case. */
    public record Respelled(String ours, String theirs) {}

    /** Terms, or options of global attributes, that it shows in another letter case. */
    public List<Respelled> respelled(Document sent, TermKind kind) {
        JsonNode terms = sent.fields().get(kind.field());
        if (terms == null || !lists(kind)) {
            return List.of();
        }
        JsonNode shown = json.path(kind.field());
        List<Respelled> respelled = new ArrayList<>();
        if (kind == TermKind.ATTRIBUTE) {
            globalAttributes(sent)
                    .forEach(attribute -> ShownTerms.respelledOptions(attribute, shown)
                            .forEach((ours, theirs) -> respelled.add(new Respelled(ours, theirs))));
        } else {
            ShownTerms.respelled(terms, shown).forEach((ours, theirs) -> respelled.add(new Respelled(ours, theirs)));
        }
        return respelled;
    }

    private static List<JsonNode> globalAttributes(Document document) {
        List<JsonNode> global = new ArrayList<>();
        JsonNode attributes = document.fields().get(StoreField.ATTRIBUTES);
        if (attributes != null) {
            attributes.forEach(attribute -> {
                if (attribute.path("id").asLong() > 0) {
                    global.add(attribute);
                }
            });
        }
        return global;
    }
}
