package dev.caravan.sync.call;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.sync.claim.Claims;
import dev.caravan.sync.compose.Exchanges;
import dev.caravan.sync.compose.Holders;
import dev.caravan.sync.compose.Links;
import dev.caravan.sync.compose.PoisonFinder;
import dev.caravan.sync.compose.Requests;
import dev.caravan.sync.compose.SkuMatchDecision;
import dev.caravan.sync.compose.StoreType;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.BatchAnswerReader;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.ProductLookup;
import dev.caravan.woocommerce.SkuLookup;
import dev.caravan.woocommerce.StoreEndpoints;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Builds requests to a store and reads its answers: one pair of methods for each call of the delivery route. */
@Component
class StoreConversation {

    private final StoreCalls calls;
    private final Links links;
    private final HoldGate gate;
    private final EmptyWriteProbe writeProbe;
    private final Requests requests;
    private final Clock clock;
    private final Claims claims;
    private final CallTurn turn;

    StoreConversation(
            StoreCalls calls,
            Links links,
            HoldGate gate,
            EmptyWriteProbe writeProbe,
            Requests requests,
            Claims claims,
            CallTurn turn,
            Clock clock) {
        this.calls = calls;
        this.links = links;
        this.gate = gate;
        this.writeProbe = writeProbe;
        this.requests = requests;
        this.claims = claims;
        this.turn = turn;
        this.clock = clock;
    }

    /**
     * Probes whether a held store is healthy: needs address, WooCommerce, key and write permission, and changes
     * nothing. In some cases it is an update without fields, see {@link EmptyWriteProbe}.
     */
    public void prepareProbe(Exchange exchange) {
        Store store =
                exchange.getMessage().getBody(HoldGate.Decision.class).store().orElseThrow();
        while (!calls.awaitTurn(store)) {
            turn.mustGoOn(); // no claim is held yet
        }
        HealthProbe probe = writeProbe.probe(store);
        calls.prepare(exchange, probe, "POST", StoreEndpoints.PRODUCTS_BATCH, null, writeProbe.json(probe));
    }

    /** A healthy store's answer ends the hold; any other is thrown. */
    public void readProbe(Exchange exchange) throws IOException {
        int millis = StoreCalls.millis(exchange);
        HealthProbe probe = exchange.getVariable(StoreCalls.PURPOSE, HealthProbe.class);
        Answer answer = calls.answer(exchange, probe.store());
        AnswerClassifier.faultOf(answer, clock).ifPresent(fault -> {
            throw new CallFailedException(fault, answer);
        });
        // before the store's products are sent: their attempts depend on it
        probe.write().ifPresent(write -> writeProbe.answered(write, answer, millis));
        calls.ended(exchange, HoldGate.Decision.NOTHING_TO_PROBE);
        gate.healthyAgain(probe.store());
    }

    /**
     * Asks for the store's products with the next portion of SKUs, or for what it shows of products whose call failed.
     */
    public void prepareSkuLookup(Exchange exchange) {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        Plan.Action question = question(delivery);
        turn.await(delivery); // rows that were lost meanwhile are left out before the call
        String query = switch (question) {
            case LOOK -> ProductLookup.query(PoisonFinder.ids(delivery), PoisonFinder.fields(delivery));
            case ASK_TYPE -> ProductLookup.query(StoreType.ids(delivery), StoreType.fields(delivery));
            default -> queryBySku(delivery, question);
        };
        calls.prepare(exchange, delivery, "GET", StoreEndpoints.PRODUCTS, query, null);
    }

    private static String queryBySku(Delivery delivery, Plan.Action question) {
        List<String> portion = portion(delivery, question);
        return question == Plan.Action.ASK_TRASH ? SkuLookup.queryOfTrash(portion) : SkuLookup.query(portion);
    }

    /** The SKUs that one call asks for. */
    private static List<String> portion(Delivery delivery, Plan.Action question) {
        List<String> skus = delivery.plans().stream()
                .filter(plan -> plan.action() == question)
                .flatMap(plan -> delivery.search().open(plan))
                .toList();
        return SkuLookup.portions(skus).get(0);
    }

    /** The scope of the next question: the trash only when all else is known by SKU. */
    private static Plan.Action question(Delivery delivery) {
        return Stream.of(Plan.Action.ASK, Plan.Action.ASK_TRASH, Plan.Action.ASK_TYPE)
                .filter(action -> delivery.plans().stream().anyMatch(plan -> plan.action() == action))
                .findFirst()
                .orElse(Plan.Action.LOOK);
    }

    /** Decides about the rows that were asked for. */
    public void readSkuLookup(Exchange exchange) throws IOException {
        Delivery delivery = StoreCalls.delivery(exchange);
        Plan.Action question = question(delivery);
        Answer answer = calls.answer(exchange, delivery.store());
        Delivery known = switch (question) {
            case LOOK -> PoisonFinder.apply(delivery, ProductLookup.read(answer, clock));
            case ASK_TYPE -> StoreType.apply(delivery, ProductLookup.read(answer, clock));
            default -> withLookup(delivery, question, answer);
        };
        calls.ended(exchange, known);
    }

    private Delivery withLookup(Delivery delivery, Plan.Action question, Answer answer) {
        SkuSearch search = delivery.search().with(question, portion(delivery, question), SkuLookup.read(answer, clock));
        Holders holders = links.among(delivery.store(), search.found().values());
        return PoisonFinder.applyToCreates(SkuMatchDecision.apply(delivery.knowing(search), holders, clock.instant()));
    }

    /** Waits for the store's pace, then checks the lease: a call must end before its claim does. */
    public Delivery takeTurn(Delivery delivery) {
        if (!delivery.hasCall()) {
            return delivery;
        }
        return Exchanges.arrange(turn.keepForCall(delivery));
    }

    /** Sends the planned changes. */
    public void preparePush(Exchange exchange) {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        Requests.Request request = requests.of(delivery);
        claims.noteSkus(delivery);
        calls.prepare(exchange, delivery, request.method(), request.path(), null, request.json());
    }

    /** One outcome for each product that was sent; thrown if the call failed as a whole. */
    public void readPush(Exchange exchange) throws IOException {
        int millis = StoreCalls.millis(exchange);
        Delivery delivery = StoreCalls.delivery(exchange);
        Answer answer = calls.answer(exchange);
        BatchAnswerReader.Result result = requests.read(delivery, answer);
        result.notice().ifPresent(notice -> calls.note(delivery.store(), notice));
        calls.ended(exchange, delivery.answered(new BatchAnswer(result.outcomes(), answer.status(), millis)));
    }
}
