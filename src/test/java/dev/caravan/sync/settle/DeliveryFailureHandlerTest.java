package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.caravan.store.HoldReason;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.call.HealthProbe;
import dev.caravan.sync.call.HoldGate;
import dev.caravan.sync.call.StoreCalls;
import dev.caravan.sync.call.WriteEvidence;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.compose.HeldValues;
import dev.caravan.sync.ledger.Images;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.Document;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

class DeliveryFailureHandlerTest {

    private static final Document WHOLE = document("name", "Shirt");
    private static final RuntimeException REFUSED =
            new CallFailedException(new CallFault.Refused("http_406", "not like this"), answer(406));
    private static final RuntimeException BROKEN =
            new CallFailedException(new CallFault.Ambiguous("broken", false), answer(500));

    private static final RuntimeException OUTAGE = new DataAccessResourceFailureException(
            "cut off", new SQLException("An I/O error occurred while sending to the backend.", new EOFException()));

    private final StoresApi stores = mock(StoresApi.class);
    private final StoreHealthApi health = mock(StoreHealthApi.class);
    private final SettlementWriter written = mock(SettlementWriter.class);
    private final BatchSizes batches = mock(BatchSizes.class);
    private final List<Settlement> settlements = new ArrayList<>();
    private final DeliveryFailureHandler failed = new DeliveryFailureHandler(
            new FaultPolicy(Given.CLOCK, Given.BACKOFF, Given.SETTINGS),
            new RowFailurePolicy(Given.CLOCK, Given.BACKOFF, Given.OUTCOMES, Given.SETTINGS),
            mock(WriteEvidence.class),
            new BatchSettler(
                    Given.OUTCOMES,
                    mock(HeldValues.class),
                    written,
                    mock(TermLedger.class),
                    mock(Images.class),
                    mock(BatchSizes.class),
                    health,
                    mock(SyncJournal.class),
                    Given.CLOCK),
            mock(TermLedger.class),
            batches,
            stores,
            new StoreHolds(health, Given.CLOCK),
            mock(ActiveClaims.class),
            Given.CLOCK);

    private final Plan question = row().lookFirst().plan(Action.ASK, WHOLE);
    private final Plan update = row().id(2).linked(20).plan(Action.UPDATE, WHOLE);
    private final Plan nothing = row().id(3).linked(30).plan(Action.NOTHING);

    @BeforeEach
    void listen() {
        when(stores.find(anyLong())).thenReturn(Optional.of(store()));
        org.mockito.Mockito.doAnswer(call -> {
                    settlements.addAll(call.getArgument(1));
                    return List.of();
                })
                .when(written)
                .write(any(), any(), any());
    }

    @Test
    void goesOnHoldingAStoreThatRefusesToBeAsked() {
        assertThat(decide(REFUSED, new HealthProbe(store(), Optional.empty()), false, null))
                .isEqualTo(1);

        verify(health)
                .hold(
                        eq(1L),
                        eq(HoldReason.UNREACHABLE),
                        eq("not like this"),
                        any(),
                        argThat(until -> until.isAfter(NOW)));
    }

    @Test
    void asksInTheUsualWayAtOnceAfterAWriteThatWasToTellWhetherTheStoreTakesAny() {
        assertThat(decide(BROKEN, new HealthProbe(store(), Optional.of(delivery(update))), false, null))
                .isEqualTo(1);

        verify(health).hold(eq(1L), eq(HoldReason.UNREACHABLE), anyString(), any(), eq(NOW));
        assertThat(settlements).as("nobody had claimed its product").isEmpty();
    }

    @Test
    void holdsAStoreThatSaysNoToThatWrite() {
        decide(REFUSED, new HealthProbe(store(), Optional.of(delivery(update))), false, null);

        verify(health).hold(eq(1L), any(), anyString(), any(), argThat(until -> until.isAfter(NOW)));
    }

    @Test
    void goesOnHoldingAStoreThatCouldNotEvenBeAsked() {
        decide(new IllegalStateException("of our own"), null, false, new HoldGate.Decision(Optional.of(store())));

        verify(health).hold(eq(1L), any(), anyString(), any(), argThat(until -> until.isAfter(NOW)));
    }

    /** A single question that a store cannot stand must stop neither its batch nor go on for ever. */
    @Test
    void blamesTheQuestionAndNotItsBystanders() {
        decide(REFUSED, delivery(question, update, nothing), true, null);

        assertThat(settlements).extracting(Settlement::result).containsExactly(Result.DEAD, Result.RETRY, Result.RETRY);
        assertThat(settlements.get(0).code()).isEqualTo("http_406");
        assertThat(settlements.get(1).batchLimit()).isNull();
    }

    @Test
    void bisectsQuestionsToo() {
        Plan other = row().id(4).lookFirst().plan(Action.ASK, WHOLE);

        decide(BROKEN, delivery(question, other, update), true, null);

        assertThat(settlements).extracting(Settlement::batchLimit).containsExactly(1, 1, null);
        assertThat(settlements).extracting(Settlement::lookFirst).containsExactly(true, true, false);
    }

    @Test
    void letsALoneQuestionWait() {
        decide(BROKEN, delivery(question, update), true, null);

        assertThat(settlements.get(0).dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(settlements.get(1).dueAt()).isEqualTo(NOW);
    }

    @Test
    void blamesWhatWasSent() {
        decide(REFUSED, delivery(update, nothing), false, null);

        assertThat(settlements).extracting(Settlement::result).containsExactly(Result.DEAD, Result.RETRY);
    }

    @Test
    void givesRowsBackThatFailedBeforeTheCall() {
        decide(new IllegalStateException("no database"), null, false, delivery(update));

        assertThat(settlements.get(0).result()).isEqualTo(Result.RETRY);
        assertThat(settlements.get(0).dueAt()).isAfter(NOW);
        verify(health, never()).hold(anyLong(), any(), anyString(), any(), any());
    }

    @Test
    void takesAsUnknownWhatTheStoreAnsweredAndCouldNotBeSettled() {
        Plan shown = row().id(2).linked(20).shows(WHOLE).plan(Action.UPDATE, WHOLE);

        decide(new IllegalStateException("x"), null, false, delivery(shown));
        decide(
                new IllegalStateException("x"),
                null,
                false,
                delivery(shown).answered(new BatchAnswer(List.of(), 200, 5)));

        assertThat(settlements)
                .extracting(settlement -> settlement.shown().byField().keySet())
                .containsExactly(Set.of("name"), Set.of());
    }

    /** The cause of the cause is an IOException, but none of the store's. */
    @Test
    void holdsNoStoreForADatabaseThatCutsTheConnection() {
        decide(OUTAGE, null, false, delivery(update));

        assertThat(settlements).extracting(Settlement::result).containsExactly(Result.RETRY);
        verify(health, never()).hold(anyLong(), any(), anyString(), any(), any());
        verify(batches, never()).failed(any(), org.mockito.ArgumentMatchers.anyBoolean());
    }

    @Test
    void leavesRowsToTheirLeaseWhileNothingCanBeWrittenDown() {
        when(stores.find(anyLong())).thenThrow(OUTAGE);

        assertThat(decide(OUTAGE, delivery(update), false, null))
                .as("nobody is woken: the sweeper comes by")
                .isZero();

        assertThat(settlements).isEmpty();
    }

    /** The next claim failed: what the purpose before has settled is not sent once more. */
    @Test
    void doesNotSettleASettledRoundAgain() {
        BatchSettler settling = new BatchSettler(
                Given.OUTCOMES,
                mock(HeldValues.class),
                written,
                mock(TermLedger.class),
                mock(Images.class),
                mock(BatchSizes.class),
                health,
                mock(SyncJournal.class),
                Given.CLOCK);
        Delivery left = settling.settle(delivery(nothing));
        settlements.clear();

        assertThat(decide(new IllegalStateException("no database"), null, false, left))
                .as("nothing is held: the sweeper comes by")
                .isZero();

        assertThat(settlements).isEmpty();
    }

    /** It is the same for each store, and passes: a line now and then, without a stack trace. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void logsAnOutageBetweenTwoDeliveriesInOneLine(CapturedOutput output) {
        assertThat(decide(OUTAGE, null, false, delivery())).isZero();

        assertThat(output)
                .contains("A delivery could not begin", "EOFException")
                .doesNotContain("nothing claimed", "\tat ");
    }

    @Test
    void endsQuietlyIfNothingIsClaimedYet() {
        assertThat(decide(new IllegalStateException("x"), null, false, new HoldGate.Decision(Optional.empty())))
                .isZero();
        assertThat(decide(new IllegalStateException("x"), null, false, null)).isZero();
    }

    /** The connection to wake; 0 for none. @param purpose null: no call was under way */
    private long decide(RuntimeException failure, @Nullable Object purpose, boolean read, @Nullable Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        if (purpose != null) {
            exchange.setVariable(StoreCalls.PURPOSE, purpose);
            exchange.setVariable(StoreCalls.READ_ONLY, read);
        }
        exchange.getMessage().setBody(body);
        failed.decide(exchange);
        Delivery ended = exchange.getMessage().getBody(Delivery.class);
        assertThat(ended.isEmpty()).isTrue();
        return ended.connections().isEmpty() ? 0 : ended.connections().get(0);
    }

    private static Answer answer(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    private static Delivery delivery(Plan... plans) {
        return new Delivery(store(), new UUID(0, 1), NOW, List.of(plans));
    }
}
