package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds or creates terms: {@code POST products/categories/batch} and the like. If the store has a term already, it
 * answers {@code term_exists} with the id [category-batch]. So creating a term is also the surest way to find it,
 * because the store itself compares the names. Repeating such a call does no harm.
 */
public final class TermBatch {

    private static final String EXISTS = "term_exists";
    /** The attribute of an option does not exist (any more) [attribute-term-unknown-attribute]. */
    static final String NO_ATTRIBUTE = "woocommerce_rest_taxonomy_invalid";

    private TermBatch() {}

    /** A term by name. @param parentWooId the store's id of the category above it, or of an option's attribute; 0 for none */
    public record Wanted(TermKind kind, long parentWooId, String name) {

        /** Two names with the same key are one term: letter case and outer spaces do not count [tag-create-duplicate-case]. */
        public String key() {
            return keyOf(name);
        }
    }

    /**
     * The store's answer for one wanted term.
     *
     * @param wooId absent if it was refused
     * @param isNew whether the store has created it just now
     * @param code WooCommerce's code for the refusal, or ""
     * @param reason the refusal in words, or ""
     */
    public record Made(Wanted wanted, OptionalLong wooId, boolean isNew, String code, String reason) {

        /** Its parent category, or its attribute, does not exist (any more) [category-create-parent-unknown]. */
        public boolean isWithoutParent() {
            return code.equals("missing_parent") || code.equals(NO_ATTRIBUTE);
        }
    }

    public static String keyOf(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The path of the call for such terms; global attributes are created one by one, see {@link GlobalAttributes}. */
    public static String path(Wanted wanted) {
        String list = wanted.kind() == TermKind.OPTION
                ? StoreEndpoints.attributeTerms(wanted.parentWooId())
                : wanted.kind().path();
        return list + "/batch";
    }

    /**
     * The body of the call.
     *
     * @param wanted of one kind, options of one attribute, 1 to {@link BatchRequest#MAX_OPERATIONS}
     * @param places of options, by their keys: without one each is 0, and the shop shows L, M, S [term-menu-order-create]
     */
    public static String json(List<Wanted> wanted, Map<String, Integer> places) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("create");
        for (Wanted term : wanted) {
            ObjectNode node = list.addObject().put("name", sent(term));
            Integer place = places.get(term.key());
            if (place != null) {
                node.put("menu_order", place);
            }
            if (term.kind() == TermKind.CATEGORY && term.parentWooId() != 0) {
                node.put("parent", term.parentWooId());
            }
        }
        return body.toString();
    }

    /** Names of terms are plain texts; that of an option is compared with what products name, which is sent as it is. */
    static String sent(Wanted term) {
        return term.kind() == TermKind.OPTION
                ? term.name().strip()
                : StoredText.plain(term.name().strip());
    }

    /**
     * The results for the wanted terms, in their order.
     *
     * @throws CallFailedException if the call failed as a whole, or its answer has not the shape of a batch answer
     */
    public static List<Made> read(List<Wanted> wanted, Answer answer, Clock clock) {
        CallFault fault = AnswerClassifier.faultOf(answer, clock).orElse(null);
        if (fault instanceof CallFault.WrongAddress && wanted.get(0).kind() == TermKind.BRAND) {
            // an older WooCommerce, or one whose brands are switched off; the rest of the store may be healthy
            return refused(wanted, "rest_no_route", "this store has no brands");
        }
        if (fault instanceof CallFault.Refused refused && refused.code().equals(NO_ATTRIBUTE)) {
            return refused(wanted, refused.code(), refused.reason());
        }
        if (fault != null) {
            throw new CallFailedException(fault, answer);
        }
        JsonNode items = StoreJson.find(answer.text()).orElseThrow().node().path("create");
        if (!items.isArray() || items.size() != wanted.size()) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's answer is JSON, but not that of a batch of terms", false),
                    answer);
        }
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            made.add(read(wanted.get(i), items.get(i), answer));
        }
        return made;
    }

    private static List<Made> refused(List<Wanted> wanted, String code, String reason) {
        return wanted.stream()
                .map(one -> new Made(one, OptionalLong.empty(), false, code, reason))
                .toList();
    }

    private static Made read(Wanted wanted, JsonNode item, Answer answer) {
        JsonNode error = item.path("error");
        if (error.isMissingNode()) {
            return made(wanted, item.path("id"), true, answer);
        }
        if (error.path("code").asText().equals(EXISTS)) {
            return made(wanted, error.path("data").path("resource_id"), false, answer);
        }
        if (AnswerClassifier.statusOf(error) >= 500) {
            throw new CallFailedException(
                    new CallFault.Ambiguous(
                            Reasons.clean("The store failed at a term: "
                                    + error.path("message").asText()),
                            false),
                    answer);
        }
        return new Made(
                wanted,
                OptionalLong.empty(),
                false,
                error.path("code").asText(),
                Reasons.clean(error.path("code").asText() + ": "
                        + error.path("message").asText()));
    }

    private static Made made(Wanted wanted, JsonNode id, boolean isNew, Answer answer) {
        if (id.asLong() <= 0) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's answer for a term names no id", false), answer);
        }
        return new Made(wanted, OptionalLong.of(id.asLong()), isNew, "", "");
    }
}
