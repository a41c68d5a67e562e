package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.HtmlText;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.Reasons;
import dev.caravan.woocommerce.StoreField;
import dev.caravan.woocommerce.StoredForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store took, and shows otherwise: a plugin has altered it, or the store dropped it without a word. It is not sent
 * again, which would go on for ever, but what is not as the catalogue says must be visible to users. Every field that was
 * sent is compared.
 */
public final class AlteredFields {

    /** Of a variation that cannot be bought. */
    static final Remark NO_PRICE =
            new Remark("no_price", "It has no price, nor has its parent: it cannot be bought in the store");

    /** Of a variation that is made where no variant has values. */
    static final Remark NO_OPTIONS = new Remark(
            "no_options",
            "It is made without options, as no variant has values that the mapping sends: it cannot be chosen in the store");

    private static final String PRICE = "regular_price";
    private static final int LONGEST_VALUE = 70;

    private AlteredFields() {}

    /** @return by key of a row, in plain words */
    public static Map<Long, Remark> of(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        Map<Long, Remark> remarks = new LinkedHashMap<>();
        for (Plan plan : delivery.toSend()) {
            boolean writes = plan.action() == Plan.Action.CREATE || plan.action() == Plan.Action.UPDATE;
            if (writes && outcomes.get(plan.key()) instanceof ItemOutcome.Done done) {
                Stream<Remark> parts = plan.row().isOfImages() ? images(plan, done.item()) : of(plan, done.item());
                parts.reduce(Remark::and).ifPresent(remark -> remarks.put(plan.key(), remark));
            }
        }
        return remarks;
    }

    /** What is to be known of a product before it is sent; null for nothing. */
    public static @Nullable Remark before(Plan plan) {
        if (!plan.row().isVariant()) {
            return null;
        }
        JsonNode price = plan.document().fields().get(PRICE);
        if (price != null && price.asText().isEmpty()) {
            return NO_PRICE;
        }
        boolean made = plan.action() == Plan.Action.CREATE || plan.action() == Plan.Action.ASK;
        JsonNode options = plan.document().fields().get(StoreField.ATTRIBUTES);
        return made && (options == null || options.isEmpty()) ? NO_OPTIONS : null;
    }

    private static Stream<Remark> of(Plan plan, JsonNode shown) {
        String differing = remark(plan.change(), shown, plan.row().isVariant());
        return Stream.of(
                        Stream.ofNullable(before(plan)),
                        ShopsChoices.remark(plan, shown).stream(),
                        Stream.of(differing).filter(text -> !text.isEmpty()).map(Remark::shownOtherwise),
                        Spellings.of(plan.change(), shown).stream().map(Remark::shownOtherwise))
                .flatMap(Function.identity());
    }

    /** @param sent a document or a delta @param shown the product as the store answered it; "" if it shows what was sent */
    static String remark(Document sent, JsonNode shown, boolean variant) {
        StringJoiner remark = new StringJoiner("; ");
        for (String field : StoredForm.differing(sent, shown)) {
            JsonNode value = sent.fields().get(field);
            JsonNode now = StoredForm.shown(field, shown);
            boolean answered = field.startsWith(StoreField.META) ? shown.has("meta_data") : shown.has(field);
            if (value != null && answered && !(variant && InheritedShown.isFine(field, value, shown))) {
                remark.add("The store shows " + field + " " + words(field, value, now));
            }
        }
        return remark.toString();
    }

    /** Of a long text where it begins to differ. */
    private static String words(String field, JsonNode sent, JsonNode shown) {
        if (!StoredForm.TEXTS.contains(field)) {
            return text(shown) + " where " + text(sent) + " was sent";
        }
        HtmlText.Difference difference = HtmlText.difference(sent.asText(), shown.isNull() ? "" : shown.asText());
        return text(difference.shown()) + " where " + text(difference.sent()) + " was sent";
    }

    private static Stream<Remark> images(Plan plan, JsonNode shown) {
        int sent = ProductImages.assets(plan.change()).size();
        JsonNode one = shown.path("image");
        int now = shown.has("images")
                ? shown.path("images").size()
                : one.path("id").asLong() > 0 ? 1 : 0;
        boolean answered = shown.has("images") || shown.has("image");
        return answered && now != sent
                ? Stream.of(Remark.shownOtherwise("The store shows " + now + " image(s) where " + sent + " were sent"))
                : Stream.empty();
    }

    private static String text(JsonNode value) {
        return text(words(value));
    }

    private static String text(String words) {
        String text = Reasons.clean(words);
        if (text.isEmpty()) {
            return "nothing";
        }
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** Terms by name or id, attributes with their options. */
    private static String words(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(one -> words.add(words(one)));
            return String.join(", ", words);
        }
        if (!value.isObject()) {
            return value.asText();
        }
        if (value.has("option") || value.has("options")) {
            return name(value) + ": " + words(value.has("option") ? value.path("option") : value.path("options"));
        }
        return value.has("id") || value.has("name")
                ? name(value)
                : value.properties().stream()
                        .map(side -> side.getKey() + " " + words(side.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String name(JsonNode term) {
        return term.has("name") ? term.path("name").asText() : term.path("id").asText();
    }
}
