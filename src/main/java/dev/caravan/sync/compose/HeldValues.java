package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.mapping.AlikeNames;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.Skus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A store refuses a SKU or GTIN that another of its products has. If that one belongs to the catalogue as well, and is
 * to show another value, it releases the value: it is sent next, and empties the field first, because it may wait for a
 * third product itself.
 */
@Component
public class HeldValues {

    /** After so many tries a value that its holder should have released is not expected any more. */
    private static final int TRIES = 2;

    private final Sql sql;
    private final WantedDocuments documents;

    HeldValues(Sql sql, WantedDocuments documents) {
        this.sql = sql;
        this.documents = documents;
    }

    /** The row of the product that has a value. @param wish the key of the plan that is to get it */
    record Holder(
            long wish,
            long id,
            @Nullable Long wooProductId,
            long productId,
            @Nullable Long parentProductId,
            String intent,
            boolean automatic,
            boolean pending,
            @Nullable String shown) {}

    /**
     * A value that a product is to get, and could not. @param wooProductId the holder; 0 if the store does not name it
     */
    record Wish(Plan plan, String field, JsonNode value, long wooProductId) {}

    /** @return by key of the plan; absent where no other product of the catalogue has the value */
    public Map<Long, HeldValue> of(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        List<Wish> wishes = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            Wish wish = wish(plan, outcomes.get(plan.key()));
            if (wish != null) {
                wishes.add(wish);
            }
        }
        return wishes.isEmpty() ? Map.of() : decide(delivery, wishes);
    }

    private static @Nullable Wish wish(Plan plan, @Nullable ItemOutcome outcome) {
        if (outcome instanceof ItemOutcome.ValueTaken taken) {
            return wish(plan, taken.field(), taken.holderId().orElse(0));
        }
        if (outcome instanceof ItemOutcome.SkuTaken taken && taken.holderId().isPresent()) {
            return wish(plan, "sku", taken.holderId().getAsLong());
        }
        Plan.Refusal refusal = plan.refusal();
        return refusal != null && refusal.heldBy() != null ? wish(plan, "sku", refusal.heldBy()) : null;
    }

    private static @Nullable Wish wish(Plan plan, String field, long holder) {
        JsonNode value = plan.document().fields().get(field);
        return value == null ? null : new Wish(plan, field, value, holder);
    }

    private Map<Long, HeldValue> decide(Delivery delivery, List<Wish> wishes) {
        var columns = new Columns<>(wishes);
        Map<Long, Holder> byWish = new HashMap<>();
        sql.statement("sync/find-value-holders")
                .param("accountId", delivery.store().accountId())
                .param("connectionId", delivery.store().id())
                .param("keys", columns.longs(wish -> wish.plan.key()))
                .param("products", columns.longs(wish -> wish.plan.row().productId()))
                .param("wooProductIds", columns.longs(wish -> wish.wooProductId == 0 ? null : wish.wooProductId))
                .param("fields", columns.texts(wish -> wish.field))
                .param("hashes", columns.texts(wish -> FieldHashes.hash(wish.plan.document(), wish.field)))
                .param("texts", columns.texts(wish -> wish.value.asText()))
                .query(Holder.class)
                .list()
                .forEach(holder -> byWish.put(holder.wish, holder));
        if (byWish.isEmpty()) {
            return Map.of();
        }
        Map<Long, Long> parents = new HashMap<>();
        byWish.values().forEach(holder -> parents.put(holder.productId, holder.parentProductId));
        Map<Long, Document> wanted = documents.of(delivery.store(), parents);
        Map<Long, HeldValue> held = new HashMap<>();
        for (Wish wish : wishes) {
            Holder holder = byWish.get(wish.plan.key());
            if (holder != null) {
                held.put(wish.plan.key(), held(wish, holder, wanted.get(holder.productId)));
            }
        }
        return held;
    }

    static HeldValue held(Wish wish, Holder holder, @Nullable Document wanted) {
        if (holder.wooProductId == null) {
            return new HeldValue(
                    wish.field,
                    holder.id,
                    false,
                    true,
                    "The store has SKU %s from a create for product %d of the catalogue that was not answered; that one is looked for first"
                            .formatted(wish.value.asText(), holder.productId));
        }
        String who = "Product %d of the catalogue (%d in the store) has %s %s"
                .formatted(
                        holder.productId,
                        holder.wooProductId,
                        wish.field.equals("sku") ? "SKU" : "GTIN",
                        wish.value.asText());
        if (!holder.intent.equals("upsert") || wanted == null) {
            return new HeldValue(wish.field, holder.id, false, true, who + ", and is about to go");
        }
        JsonNode next = wanted.fields().get(wish.field);
        if (next == null) {
            return new HeldValue(
                    wish.field, holder.id, false, false, who + " there, and its mapping leaves that to the store");
        }
        if (isSame(wish.field, next.asText(), wish.value.asText())) {
            return new HeldValue(wish.field, holder.id, false, false, who + " as well: change one of the two");
        }
        if (wish.field.equals("sku")
                && AlikeNames.folded(Skus.clean(next.asText()))
                        .equals(AlikeNames.folded(Skus.clean(wish.value.asText())))) {
            return new HeldValue(
                    wish.field,
                    holder.id,
                    false,
                    false,
                    "Product %d of the catalogue (%d in the store) has SKU %s, and the store takes it and %s for the same: accents, letter case and some signs do not count there. Change one of the two"
                            .formatted(holder.productId, holder.wooProductId, next.asText(), wish.value.asText()));
        }
        if (isInVain(wish, holder, wanted)) {
            return new HeldValue(
                    wish.field,
                    holder.id,
                    false,
                    false,
                    who
                            + ", as the store says, though %s was sent for it: the store takes the two for the same, or keeps what it has. Change one of the two"
                                    .formatted(next.asText().isEmpty() ? "none" : next.asText()));
        }
        if (!holder.automatic && !holder.pending) {
            return new HeldValue(
                    wish.field,
                    holder.id,
                    false,
                    false,
                    who + " there until it is sent, and its automatic sync is off: export it as well");
        }
        return new HeldValue(wish.field, holder.id, true, true, who + " until it is sent; it goes first");
    }

    /**
     * Whether the holder was to release it and has been sent since, and the store still says that it has the value.
     * This happens with letters that a store takes for the same and {@link AlikeNames} does not.
     */
    private static boolean isInVain(Wish wish, Holder holder, Document wanted) {
        return wish.plan.row().attempts() >= TRIES
                && ErrorCode.WAITS_FOR_PRODUCT.equals(wish.plan.row().errorCode())
                && !holder.pending
                && Objects.equals(FieldHashes.hash(wanted, wish.field), holder.shown);
    }

    private static boolean isSame(String field, String one, String other) {
        return field.equals("sku")
                ? Skus.key(one).equals(Skus.key(other))
                : gtin(one).equals(gtin(other)); // the store keeps digits and hyphens [put-gtin-hyphens]
    }

    private static String gtin(String text) {
        return text.replaceAll("[^0-9-]", "");
    }

    /** Rows that release values. @param held the values by the products that wait for them */
    public static Map<Long, Set<String>> givers(Iterable<HeldValue> held) {
        Map<Long, Set<String>> givers = new HashMap<>();
        for (HeldValue one : held) {
            if (one.gives()) {
                givers.merge(one.holder(), Set.of(one.field()), HeldValues::both);
            }
        }
        return givers;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
