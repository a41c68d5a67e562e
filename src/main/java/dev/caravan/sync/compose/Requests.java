package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.store.Store;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.BatchAnswerReader;
import dev.caravan.woocommerce.BatchRequest;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.Operation;
import dev.caravan.woocommerce.StoreEndpoints;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The call of a delivery: all its creates, updates and deletes in one batch. Only a move to the trash takes a call of
 * its own, because deletes in a batch are final; such a row is claimed alone. Variants of one parent are sent to their
 * parent's address.
 */
@Component
public class Requests {

    private final BatchAnswerReader reader;

    Requests(Clock clock) {
        this.reader = new BatchAnswerReader(clock);
    }

    /** @param path below the store's address @param json the body; null for none */
    public record Request(
            String method, String path, @Nullable String json) {}

    public Request of(Delivery delivery) {
        List<Plan> plans = delivery.toSend();
        if (isTrash(plans)) {
            return new Request("DELETE", StoreEndpoints.product(wooId(plans.get(0))), null);
        }
        Long parent = plans.get(0).row().wooParentId();
        String path = parent == null ? StoreEndpoints.PRODUCTS_BATCH : StoreEndpoints.variationsBatch(parent);
        return new Request("POST", path, batch(delivery).json());
    }

    public BatchAnswerReader.Result read(Delivery delivery, Answer answer) {
        List<Plan> plans = delivery.toSend();
        if (isTrash(plans)) {
            Plan plan = plans.get(0);
            return reader.readSingle(new Operation.Delete(plan.key(), wooId(plan)), answer);
        }
        return reader.read(batch(delivery), answer);
    }

    /** A product's part of the call, for its dead letter. */
    public static String sent(Plan plan) {
        return plan.change().json(plan.action() == Plan.Action.CREATE, plan.wooProductId());
    }

    private static BatchRequest batch(Delivery delivery) {
        List<Plan> plans = delivery.toSend();
        Stream<Operation> emptied =
                plans.stream().filter(plan -> !plan.emptyFirst().isEmpty()).map(Requests::emptied);
        Stream<Operation> all = plans.stream().map(plan -> operation(plan, delivery.store()));
        return BatchRequest.of(Stream.concat(emptied, all).toList());
    }

    /** Answered before the plan's own operation, which decides the outcome. */
    private static Operation emptied(Plan plan) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        plan.emptyFirst().forEach(field -> fields.put(field, TextNode.valueOf("")));
        return new Operation.Update(plan.key(), wooId(plan), new Document(fields));
    }

    private static Operation operation(Plan plan, Store store) {
        return switch (plan.action()) {
            case CREATE -> new Operation.Create(plan.key(), marked(plan, store));
            case UPDATE, DRAFT -> new Operation.Update(plan.key(), wooId(plan), plan.change());
            case DELETE -> new Operation.Delete(plan.key(), wooId(plan));
            default -> throw new IllegalStateException(plan.action() + " is no part of a batch");
        };
    }

    /** A create has our mark, by which the product is recognised if the answer is lost. */
    private static Document marked(Plan plan, Store store) {
        return plan.change().marked(OurMark.of(store, plan.row()));
    }

    private static boolean isTrash(List<Plan> plans) {
        return plans.size() == 1 && plans.get(0).action() == Action.TRASH;
    }

    private static long wooId(Plan plan) {
        return Objects.requireNonNull(plan.wooProductId(), "an update without the store's id");
    }
}
