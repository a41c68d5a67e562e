package dev.caravan.sync.batch;

import dev.caravan.store.Access;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One batch of one store: the claimed rows, the plan for each, and the store's answers. It is the body of the store's
 * route from the claim to the settlement, except during a call, when the message carries request and answer.
 *
 * @param token the claim's fencing token, and the batch's id in the history
 * @param plans one per claimed row; empty means that nothing is due
 * @param question what the store is asked about terms next; null if all are known
 * @param search its answers to the questions by SKU @param answer its answer to the call
 * @param calls how many were begun so far
 */
public record Delivery(
        Store store,
        UUID token,
        Instant leaseUntil,
        List<Plan> plans,
        @Nullable TermQuestion question,
        SkuSearch search,
        BatchAnswer answer,
        int calls)
        implements CallPurpose {

    /** The token of no claim. */
    private static final UUID NO_CLAIM = new UUID(0, 0);

    /** Nothing to do: nothing is due, the store is gone or held, or Caravan is stopping. */
    public static final Delivery NONE = nothingOf(new Store(
            0,
            0,
            "",
            URI.create("http://nowhere.invalid"),
            false,
            false,
            OnDelete.KEEP,
            OnMissing.UNLINK,
            1,
            1,
            null,
            null,
            0,
            null,
            false,
            1,
            Access.UNKNOWN,
            null));

    public Delivery {
        plans = List.copyOf(plans);
    }

    public Delivery(Store store, UUID token, Instant leaseUntil, List<Plan> plans) {
        this(store, token, leaseUntil, plans, null, SkuSearch.NONE, BatchAnswer.NONE, 0);
    }

    /**
     * The empty delivery at the end of a failed batch: the loop of the route checks the body once more, and finds
     * nothing to do.
     */
    public static Delivery nothingOf(Store store) {
        return new Delivery(store, NO_CLAIM, Instant.EPOCH, List.of());
    }

    /**
     * The store to wake after a failed batch, so that the rest is delivered; none if the batch had not begun. Read by
     * the route.
     */
    public List<Long> connections() {
        return equals(NONE) ? List.of() : List.of(store.id());
    }

    /** A claim may be made for it, or has been; read by the route. */
    public boolean isOpen() {
        return !token.equals(NO_CLAIM);
    }

    /** Nothing is due; read by the route. */
    public boolean isEmpty() {
        return plans.isEmpty();
    }

    /** Terms must be found or created before their products can be sent; read by the route. */
    public boolean hasTermQuestion() {
        return question != null;
    }

    /** A product must be searched for by SKU before it can be created; read by the route. */
    public boolean hasQuestion() {
        return plans.stream().anyMatch(Plan::mustAskBySku);
    }

    /** The store must be asked which images it has got by a call without an answer; read by the route. */
    public boolean hasImageQuestion() {
        return plans.stream().anyMatch(plan -> plan.action() == Plan.Action.ASK_IMAGES);
    }

    /** There is something to send; read by the route. */
    public boolean hasCall() {
        return plans.stream().anyMatch(Plan::mustSend);
    }

    public Delivery with(List<Plan> changed) {
        return new Delivery(store, token, leaseUntil, changed, null, search, answer, calls);
    }

    public Delivery asking(TermQuestion next) {
        return new Delivery(store, token, leaseUntil, plans, next, search, answer, calls);
    }

    public Delivery knowing(SkuSearch known) {
        return new Delivery(store, token, leaseUntil, plans, question, known, answer, calls);
    }

    public Delivery answered(BatchAnswer said) {
        return new Delivery(store, token, leaseUntil, plans, question, search, said, calls);
    }

    /** The same; one more call begins. */
    public Delivery calling() {
        return new Delivery(store, token, leaseUntil, plans, question, search, answer, calls + 1);
    }

    /** The same under another lease, with the plans of the rows that are still held. */
    public Delivery kept(List<Plan> held, Instant until) {
        return new Delivery(store, token, until, held, question, search, answer, calls);
    }

    /** The plans that are sent to the store. */
    public List<Plan> toSend() {
        return plans.stream().filter(Plan::mustSend).toList();
    }
}
