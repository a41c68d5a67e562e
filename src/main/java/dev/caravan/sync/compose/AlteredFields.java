package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.Reasons;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that a store took but shows otherwise: a plugin has altered them, or the store dropped them without an
 * error. They are not sent again, which would repeat without end, but users must see the difference. Every sent field
 * is compared.
 */
public final class AlteredFields {

    /** For a variation that cannot be bought. */
    static final Remark NO_PRICE =
            new Remark("no_price", "It has no price, nor has its parent: it cannot be bought in the store");

    /** For a variation that is created while no variant has values. */
    static final Remark NO_OPTIONS = new Remark(
            "no_options",
            "It is created without options, as no variant has values that the mapping sends: it cannot be chosen in the store");

    private static final String PRICE = "regular_price";
    private static final int LONGEST_VALUE = 70;

    private AlteredFields() {}

    /** @return by key of a row, in plain words */
    public static Map<Long, Remark> of(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        Map<Long, Remark> remarks = new LinkedHashMap<>();
        for (Plan plan : delivery.toSend()) {
            boolean writes = plan.action() == Plan.Action.CREATE || plan.action() == Plan.Action.UPDATE;
            if (writes && outcomes.get(plan.key()) instanceof ItemOutcome.Done done) {
                Stream<Remark> parts =
                        plan.row().isOfImages() ? images(plan, done.product()) : of(plan, done.product());
                parts.reduce(Remark::and).ifPresent(remark -> remarks.put(plan.key(), remark));
            }
        }
        return remarks;
    }

    /** A remark about a product before it is sent; null for none. */
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

    private static Stream<Remark> of(Plan plan, ShownProduct shown) {
        String differing = remark(plan.change(), shown, plan.row().isVariant());
        return Stream.of(
                        Stream.ofNullable(before(plan)),
                        ShopsChoices.remark(plan, shown).stream(),
                        Stream.of(differing).filter(text -> !text.isEmpty()).map(Remark::shownOtherwise),
                        Spellings.of(plan.change(), shown).stream().map(Remark::shownOtherwise))
                .flatMap(Function.identity());
    }

    /** @param sent a document or a delta @param shown as the store answered it; "" if it shows what was sent */
    static String remark(Document sent, ShownProduct shown, boolean variant) {
        return shown.differing(sent, variant).stream()
                .map(differing -> "The store shows " + differing.field() + " " + text(differing.shown()) + " where "
                        + text(differing.sent()) + " was sent")
                .collect(Collectors.joining("; "));
    }

    private static Stream<Remark> images(Plan plan, ShownProduct shown) {
        int sent = ProductImages.assets(plan.change()).size();
        int now = shown.imageCount().orElse(sent);
        return now == sent
                ? Stream.empty()
                : Stream.of(Remark.shownOtherwise("The store shows " + now + " image(s) where " + sent + " were sent"));
    }

    private static String text(String words) {
        String text = Reasons.clean(words);
        if (text.isEmpty()) {
            return "nothing";
        }
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
