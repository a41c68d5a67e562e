package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A store's global attributes: {@code GET products/attributes} lists all at once, without pages [attribute-get-all]. */
public final class GlobalAttributes {

    /** Longer slugs are refused [attribute-create-slug-long]. */
    private static final int MAX_SLUG_CHARS = 28;

    private GlobalAttributes() {}

    /** One of them, in texts that are fit to be shown. @param orderBy how a shop sorts its options */
    public record Shown(long id, String name, String slug, String type, String orderBy, boolean hasArchives) {}

    /** All of them; empty if the answer is no list. */
    public static Optional<List<Shown>> shown(Answer answer) {
        return StoreJson.find(answer.text())
                .map(StoreJson.Found::node)
                .filter(JsonNode::isArray)
                .map(list -> {
                    List<Shown> all = new ArrayList<>();
                    list.forEach(attribute -> all.add(shown(attribute)));
                    return all;
                });
    }

    private static Shown shown(JsonNode attribute) {
        return new Shown(
                attribute.path("id").asLong(),
                text(attribute, "name"),
                text(attribute, "slug"),
                text(attribute, "type"),
                text(attribute, "order_by"),
                attribute.path("has_archives").asBoolean());
    }

    private static String text(JsonNode attribute, String field) {
        return Reasons.clean(attribute.path(field).asText());
    }

    /**
     * Ids by {@link TermBatch#keyOf} of the name; of two with the same name the older one.
     *
     * @throws CallFailedException if it is no list of attributes
     */
    public static Map<String, Long> read(Answer answer, Clock clock) {
        AnswerClassifier.faultOf(answer, clock).ifPresent(fault -> {
            throw new CallFailedException(fault, answer);
        });
        JsonNode list = StoreJson.find(answer.text()).orElseThrow().node();
        Map<String, Long> ids = new LinkedHashMap<>();
        for (JsonNode attribute : list) {
            if (attribute.path("id").asLong() > 0) {
                ids.merge(
                        TermBatch.keyOf(Reasons.decode(attribute.path("name").asText())),
                        attribute.path("id").asLong(),
                        Math::min);
            }
        }
        if (!list.isArray() || ids.isEmpty() && !list.isEmpty()) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's list of attributes is none", false), answer);
        }
        return ids;
    }

    /**
     * The body of {@code POST products/attributes}. The slug is ours, as the store's own may be too long.
     *
     * @param another whether the store has refused the slug of the name, because it is reserved
     * [attribute-reserved-own-slug] or taken
     */
    public static String json(String name, boolean another) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", StoredText.slashed(name.strip()))
                .put("slug", another ? anotherSlug(name) : slug(name))
                .put("order_by", "menu_order") // otherwise a shop may show the options by name
                .toString();
    }

    /** An attribute that was created. */
    public record Made(long id, String slug) {}

    /**
     * The attribute that was created; empty if the store refused it because its slug is taken or reserved; the store
     * does not say by which [attribute-create-duplicate, -reserved].
     */
    public static Optional<Made> made(Answer answer, Clock clock) {
        CallFault fault = AnswerClassifier.faultOf(answer, clock).orElse(null);
        if (fault instanceof CallFault.Refused) {
            return Optional.empty();
        }
        if (fault != null) {
            throw new CallFailedException(fault, answer);
        }
        JsonNode made = StoreJson.find(answer.text()).orElseThrow().node();
        long id = made.path("id").asLong();
        return id > 0 ? Optional.of(new Made(id, made.path("slug").asText())) : Optional.empty();
    }

    /** A slug that belongs to this name alone. */
    static String anotherSlug(String name) {
        String start = "caravan-" + slug(name);
        String end = "-" + Integer.toHexString(name.hashCode() & 0xffff);
        int most = Math.min(start.length(), MAX_SLUG_CHARS - end.length());
        return start.substring(0, most).replaceAll("-+$", "") + end;
    }

    static String slug(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (plain.isEmpty()) {
            plain = "attribute-" + Integer.toHexString(name.hashCode());
        }
        return plain.length() <= MAX_SLUG_CHARS
                ? plain
                : plain.substring(0, MAX_SLUG_CHARS).replaceAll("-+$", "");
    }
}
