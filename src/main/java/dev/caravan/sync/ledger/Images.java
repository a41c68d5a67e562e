package dev.caravan.sync.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.Store;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sends each image to a store by its address the first time, and by its id from then on. A store downloads every
 * address that it is sent, and keeps a copy each time [product-update-images-src-2].
 */
@Component
public class Images {

    /** WooCommerce's code for an id that is no image (any more); its message names the id [product-create-image-unknown-id]. */
    private static final Pattern INVALID_ID = Pattern.compile("woocommerce_(product|variation)_invalid_image_id");

    private static final Pattern NAMED_ID = Pattern.compile("#(\\d{1,18})");

    private final ImageLedger ledger;
    private final Duration lease;

    public Images(ImageLedger ledger, StoreCallSettings calls) {
        this.ledger = ledger;
        this.lease = calls.longestCall();
    }

    /** Replaces addresses by ids; a product waits while another call sends one of its images. */
    public Delivery resolve(Delivery delivery) {
        Set<String> assets = delivery.plans().stream()
                .filter(Images::brings)
                .flatMap(plan -> ProductImages.assets(plan.change()).stream())
                .collect(Collectors.toSet());
        if (delivery.plans().stream().noneMatch(Images::brings)) {
            return delivery;
        }
        Store store = delivery.store();
        Map<String, Long> known = ledger.find(store, assets);
        Set<String> missing = new HashSet<>(assets);
        missing.removeAll(known.keySet());
        Set<String> mine = missing.isEmpty() ? Set.of() : ledger.claim(store, missing, delivery.token(), lease);
        Set<String> free = new HashSet<>(mine);
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            plans.add(brings(plan) ? resolve(plan, known, free) : plan);
        }
        if (!free.isEmpty()) {
            ledger.release(store, delivery.token(), free); // their products wait for other images
        }
        return delivery.with(plans);
    }

    private static Plan resolve(Plan plan, Map<String, Long> known, Set<String> free) {
        List<String> toBring = ProductImages.assets(plan.change()).stream()
                .filter(asset -> !known.containsKey(asset))
                .toList();
        if (!free.containsAll(toBring)) {
            return plan.as(Action.WAIT);
        }
        toBring.forEach(free::remove);
        return plan.sending(ProductImages.forCall(plan.change(), plan.row().isVariant(), known::get));
    }

    private static boolean brings(Plan plan) {
        return plan.row().isOfImages() && plan.action() == Action.UPDATE;
    }

    /** Notes which ids the store gave to the images that it was sent. */
    public void learn(Delivery delivery, Map<Long, ItemOutcome> outcomes) {
        List<Plan> sent = delivery.toSend().stream().filter(Images::brings).toList();
        if (sent.isEmpty()) {
            return;
        }
        Map<String, Long> ids = new HashMap<>();
        Set<Long> lost = new HashSet<>();
        for (Plan plan : sent) {
            ItemOutcome outcome = outcomes.get(plan.key());
            if (outcome instanceof ItemOutcome.Done done) {
                learn(plan, done.product().images(), ids);
            } else if (outcome instanceof ItemOutcome.Refused refused) {
                lost.addAll(lost(refused, plan));
            }
        }
        ledger.note(delivery.store(), ids);
        ledger.forget(delivery.store(), lost);
        ledger.release(delivery.store(), delivery.token(), null);
    }

    private static void learn(Plan plan, List<ShownImage> shown, Map<String, Long> ids) {
        List<String> assets = ProductImages.assets(plan.document());
        if (shown.size() != assets.size()) {
            return; // not the list that was sent: it shows nothing
        }
        for (int i = 0; i < assets.size(); i++) {
            long id = shown.get(i).id();
            if (id > 0) {
                ids.put(assets.get(i), id);
            }
        }
    }

    /** Ids that were sent and that the store no longer has: the one that it names, or all of them if it names none. */
    public static Set<Long> lost(ItemOutcome.Refused refused, Plan plan) {
        if (!INVALID_ID.matcher(refused.code()).matches()) {
            return Set.of();
        }
        Set<Long> sent = plan.change().fields().values().stream()
                .flatMap(list -> list.findValues("id").stream())
                .map(JsonNode::asLong)
                .collect(Collectors.toSet());
        Matcher id = NAMED_ID.matcher(refused.message());
        Set<Long> named = id.find() ? Set.of(Long.valueOf(id.group(1))) : sent;
        return sent.containsAll(named) ? named : sent;
    }
}
