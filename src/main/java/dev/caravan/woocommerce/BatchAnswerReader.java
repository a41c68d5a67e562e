package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a store's answer to a batch, or to a call for one product, and trusts only parts that it can check. */
public final class BatchAnswerReader {

    private final Clock clock;

    /** @param clock for the dates in {@code Retry-After} */
    public BatchAnswerReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param outcomes one per operation, as the store works and answers: creates, then updates, then deletes
     *     [products-batch-mixed]
     * @param notice a text before the JSON, such as PHP warnings that the store's owner should know of
     */
    public record Result(List<ItemOutcome> outcomes, Optional<String> notice) {}

    /**
     * Matches the answer's lists with the sent operations, by position, and checks the id (updates, deletes) or the SKU
     * (creates). Items that cannot be trusted are {@link ItemOutcome.Unknown}.
     *
     * @throws CallFailedException if the call failed as a whole, or its answer has not the shape of a batch answer
     */
    public Result read(BatchRequest sent, Answer answer) {
        StoreJson.Found found = json(answer);
        JsonNode body = found.node();
        if (!hasList(body, "create", sent.creates())
                || !hasList(body, "update", sent.updates())
                || !hasList(body, "delete", sent.deletes())) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's answer is JSON, but not that of a batch", false), answer);
        }
        var outcomes = new ArrayList<ItemOutcome>();
        readList(sent.creates(), body.path("create"), outcomes);
        readList(sent.updates(), body.path("update"), outcomes);
        readList(sent.deletes(), body.path("delete"), outcomes);
        return new Result(List.copyOf(outcomes), Notices.of(found));
    }

    /**
     * Reads the answer to a call for one product ({@code POST products}, {@code PUT} or {@code DELETE products/id}).
     *
     * @throws CallFailedException if the answer says something about the store and not about the product
     */
    public Result readSingle(Operation sent, Answer answer) {
        Optional<CallFault> fault = AnswerClassifier.faultOf(answer, clock);
        Optional<StoreJson.Found> found = StoreJson.find(answer.text());
        if (fault.isPresent()) {
            JsonNode error = found.map(StoreJson.Found::node)
                    .filter(AnswerClassifier::isError)
                    .orElse(null);
            if (error == null || !(fault.get() instanceof CallFault.Refused)) {
                throw new CallFailedException(fault.get(), answer);
            }
            return new Result(List.of(ItemReader.failed(sent, error)), Optional.empty());
        }
        StoreJson.Found shown = json(answer);
        return new Result(List.of(ItemReader.shown(sent, shown.node())), Notices.of(shown));
    }

    private StoreJson.Found json(Answer answer) {
        AnswerClassifier.faultOf(answer, clock).ifPresent(fault -> {
            throw new CallFailedException(fault, answer);
        });
        return StoreJson.find(answer.text()).orElseThrow();
    }

    private static boolean hasList(JsonNode body, String kind, List<? extends Operation> sent) {
        return sent.isEmpty() || body.path(kind).isArray();
    }

    private static void readList(List<? extends Operation> sent, JsonNode items, List<ItemOutcome> outcomes) {
        boolean inOrder = items.size() == sent.size();
        for (int i = 0; inOrder && i < sent.size(); i++) {
            inOrder = items.get(i).isObject() && ItemReader.isAbout(sent.get(i), items.get(i));
        }
        for (int i = 0; i < sent.size(); i++) {
            outcomes.add(readItem(sent.get(i), items.path(i), inOrder));
        }
    }

    /** @param inOrder every item of the list fits the operation at its place, so that position alone may be trusted */
    private static ItemOutcome readItem(Operation sent, JsonNode item, boolean inOrder) {
        if (!item.isObject()) {
            return new ItemOutcome.Unknown(sent.key(), "The store's answer has no item for this product");
        }
        if (!ItemReader.isAbout(sent, item)) {
            return new ItemOutcome.Unknown(sent.key(), "The store's answer has another product in this one's place");
        }
        boolean onlyByPosition = sent instanceof Operation.Create create
                && (create.document().sku().isEmpty() || !item.path("sku").isTextual());
        if (onlyByPosition && !inOrder) {
            return new ItemOutcome.Unknown(sent.key(), "The store's answer does not say which product this item is");
        }
        return item.has("error") ? ItemReader.failed(sent, item.path("error")) : ItemReader.shown(sent, item);
    }
}
