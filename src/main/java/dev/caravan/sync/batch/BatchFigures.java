package dev.caravan.sync.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.StoreField;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What settlements come to, for the counters and for the figures over time.
 *
 * @param delivered products of which the store took a change
 * @param unchanged products that the store showed already as it should
 * @param retried tries that failed and are repeated
 * @param failed changes that became dead letters
 * @param fieldsSent fields of the delivered products
 * @param savedUnchanged calls that were not needed, because the store showed the product already
 * @param savedImages images that were not loaded again
 * @param savedBatched calls that were not needed, because products shared one
 */
public record BatchFigures(
        int delivered,
        int unchanged,
        int retried,
        int failed,
        int fieldsSent,
        int savedUnchanged,
        int savedImages,
        int savedBatched) {

    private static final String OF_A_VARIATION = "image";

    public static BatchFigures of(List<Settlement> settlements) {
        int delivered = 0;
        int unchanged = 0;
        int retried = 0;
        int failed = 0;
        int exported = 0;
        int fields = 0;
        int images = 0;
        int sameImages = 0;
        for (Settlement settlement : settlements) {
            Plan plan = settlement.plan();
            switch (outcome(settlement)) {
                case SAVED -> {
                    unchanged++;
                    sameImages += plan.row().isOfImages() ? 1 : 0;
                }
                case RETRY -> retried++;
                case ERROR -> failed++;
                default -> delivered++;
            }
            if (settlement.exported()) {
                exported++;
                fields += FieldNames.of(plan).size();
                images += plan.row().isOfImages() ? known(plan.change()) : 0;
            }
        }
        return new BatchFigures(
                delivered,
                unchanged,
                retried,
                failed,
                fields,
                unchanged - sameImages,
                sameImages + images,
                Math.max(0, exported - 1));
    }

    /** What became of a row. */
    public enum Outcome {
        SYNCED,
        /** The store shows it already. */
        SAVED,
        RETRY,
        /** A dead letter. */
        ERROR
    }

    public static Outcome outcome(Settlement settlement) {
        return switch (settlement.result()) {
            case SYNCED -> settlement.exported() ? Outcome.SYNCED : Outcome.SAVED;
            case UNLINKED -> Outcome.SYNCED;
            case DEAD -> Outcome.ERROR;
            case RETRY -> Outcome.RETRY;
        };
    }

    /** How many images of a document that is sent the store has already: they are named by their id. */
    static int known(Document sent) {
        JsonNode list = sent.fields().getOrDefault(StoreField.IMAGES, JsonNodeFactory.instance.arrayNode());
        JsonNode one = sent.fields().getOrDefault(OF_A_VARIATION, JsonNodeFactory.instance.objectNode());
        return (int) Stream.concat(StreamSupport.stream(list.spliterator(), false), Stream.of(one))
                .filter(image -> image.has("id"))
                .count();
    }
}
