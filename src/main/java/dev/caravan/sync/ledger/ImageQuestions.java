package dev.caravan.sync.ledger;

import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.call.CallTurn;
import dev.caravan.sync.call.StoreCalls;
import dev.caravan.sync.mapping.ProductImages;
import dev.caravan.woocommerce.ProductLookup;
import dev.caravan.woocommerce.ShownImage;
import dev.caravan.woocommerce.StoreEndpoints;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * If a call with images was not answered, asks the store which of them it shows before they are sent again, and notes
 * these in the ledger. If they were sent by their address again, the store would download each once more and keep a
 * copy.
 */
@Component
class ImageQuestions {

    private final StoreCalls calls;
    private final CallTurn turn;
    private final ImageLedger ledger;
    private final Clock clock;

    ImageQuestions(StoreCalls calls, CallTurn turn, ImageLedger ledger, Clock clock) {
        this.calls = calls;
        this.turn = turn;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Asks for the images of all products in question; of variations under their parent's address. */
    public void prepare(Exchange exchange) {
        Delivery delivery = turn.keepForCall(exchange.getMessage().getBody(Delivery.class));
        List<Plan> asking = asking(delivery);
        Long parent = asking.isEmpty() ? null : asking.get(0).row().wooParentId();
        String path = parent == null ? StoreEndpoints.PRODUCTS : StoreEndpoints.variations(parent);
        List<Long> ids = asking.stream()
                .map(plan -> Objects.requireNonNull(plan.wooProductId()))
                .toList();
        List<Long> asked = ids.isEmpty() ? List.of(0L) : ids; // lost meanwhile: an empty list asks for all
        String query = ProductLookup.query(asked, List.of("images", "image"));
        calls.prepare(exchange, delivery, "GET", path, query, null);
    }

    /** Images that the store shows are sent by id from now on. */
    public void read(Exchange exchange) throws IOException {
        Delivery delivery = StoreCalls.delivery(exchange);
        Map<Long, List<ShownImage>> shown = new HashMap<>();
        ProductLookup.read(calls.answer(exchange, delivery.store()), clock)
                .forEach((id, product) -> shown.put(id, product.images()));
        calls.ended(exchange, delivery);
        Set<Long> known = ledger.known(
                delivery.store(),
                shown.values().stream()
                        .flatMap(List::stream)
                        .map(ShownImage::id)
                        .toList());
        Map<String, Long> found = new HashMap<>();
        for (Plan plan : asking(delivery)) {
            find(plan, shown.getOrDefault(plan.wooProductId(), List.of()), known, found);
        }
        found.keySet().removeAll(ledger.find(delivery.store(), found.keySet()).keySet());
        ledger.note(delivery.store(), found);
        exchange.getMessage()
                .setBody(delivery.with(delivery.plans().stream()
                        .map(plan -> plan.action() == Action.ASK_IMAGES ? plan.as(Action.UPDATE) : plan)
                        .toList()));
    }

    /**
     * Files of other addresses may have the same name, such as front.jpg, so a file that is known already is not taken.
     */
    private static void find(Plan plan, List<ShownImage> shown, Set<Long> known, Map<String, Long> found) {
        List<ShownImage> left = new ArrayList<>(shown);
        left.removeIf(image -> known.contains(image.id()));
        for (ProductImages.Sent sent : ProductImages.sent(plan.change())) {
            left.stream()
                    .filter(image -> image.isFrom(sent.src(), sent.name()))
                    .filter(image -> image.hasAlt(sent.alt()))
                    .findFirst()
                    .ifPresent(image -> {
                        found.put(sent.asset(), image.id());
                        left.remove(image);
                    });
        }
    }

    private static List<Plan> asking(Delivery delivery) {
        return delivery.plans().stream()
                .filter(plan -> plan.action() == Action.ASK_IMAGES)
                .toList();
    }
}
