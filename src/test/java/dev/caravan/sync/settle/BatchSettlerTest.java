package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.caravan.store.StoreHealthApi;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.HeldValue;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.compose.HeldValues;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.sync.ledger.Images;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class BatchSettlerTest {

    private static final UUID BATCH = new UUID(0, 1);
    private static final Document PRICE = Documents.of("{'regular_price':'11'}");

    private final HeldValues heldValues = mock(HeldValues.class);
    private final SettlementWriter writer = mock(SettlementWriter.class);
    private final TermLedger terms = mock(TermLedger.class);
    private final Images images = mock(Images.class);
    private final BatchSizes sizes = mock(BatchSizes.class);
    private final StoreHealthApi health = mock(StoreHealthApi.class);
    private final SyncJournal journal = mock(SyncJournal.class);
    private final BatchSettler settler =
            new BatchSettler(Given.OUTCOMES, heldValues, writer, terms, images, sizes, health, journal, Given.CLOCK);

    private final Plan update = row().id(1).linked(71).plan(Action.UPDATE, PRICE);
    private final Plan nothing = row().id(2).linked(72).plan(Action.NOTHING);

    @BeforeEach
    void knowNoOptions() {
        when(terms.findOptions(any(), any())).thenReturn(new KnownTerms(Map.of()));
    }

    @Test
    void givesEachRowTheOutcomeThatTheStoreAnsweredForIt() {
        Plan refused = row().id(3).linked(73).plan(Action.UPDATE, PRICE);

        settler.settle(delivery(
                List.of(update, nothing, refused),
                new ItemOutcome.Refused(3, "bad_image", "no image"),
                done(1, 71, "{}")));

        assertThat(written()).extracting(Settlement::plan).containsExactly(update, nothing, refused);
        assertThat(written()).extracting(Settlement::result).containsExactly(Result.SYNCED, Result.SYNCED, Result.DEAD);
        assertThat(written()).extracting(Settlement::exported).containsExactly(true, false, false);
    }

    @Test
    void keepsWhatTheBatchHasInCommonForTheHistory() {
        settler.settle(delivery(List.of(update), done(1, 71, "{'regular_price':'12'}")));

        assertThat(context())
                .isEqualTo(new SettlementContext(
                        store(),
                        BATCH,
                        200,
                        350,
                        0,
                        Map.of(1L, Remark.shownOtherwise("The store shows regular_price 12 where 11 was sent")),
                        Map.of()));
    }

    @Test
    void saysWhichProductHasTheSkuInsteadOfWhatTheStoreAnswered() {
        HeldValue held = new HeldValue("sku", 9, false, false, "Product 109 of the catalogue has SKU SKU-1");
        Plan create = row().id(4).plan(Action.CREATE, Documents.of("{'sku':'SKU-1'}"));
        when(heldValues.of(any(), any())).thenReturn(Map.of(4L, held));

        settler.settle(
                delivery(List.of(create), new ItemOutcome.ValueTaken(4, "sku", "taken", "sku", OptionalLong.of(79))));

        assertThat(written()).singleElement().satisfies(settled -> {
            assertThat(settled.result()).isEqualTo(Result.DEAD);
            assertThat(settled.message()).isEqualTo("Product 109 of the catalogue has SKU SKU-1");
        });
        assertThat(context().held()).isEqualTo(Map.of(4L, held));
    }

    @Test
    void forgetsATermThatWasSentAndIsNotShown() {
        Plan sent = row().id(5).linked(75).plan(Action.UPDATE, Documents.of("{'categories':[{'id':16},{'id':17}]}"));

        settler.settle(delivery(List.of(sent), done(5, 75, "{'categories':[{'id':16}]}")));

        verify(terms).forget(store(), List.of(new LostTerm(TermKind.CATEGORY, 17)));
        verify(terms).doubt(store(), Set.of());
    }

    @Test
    void doubtsTermsThatWereNotSentAndAreNotShown() {
        Wanted blue = new Wanted(TermKind.OPTION, 1, "Blue");
        Wanted grey = new Wanted(TermKind.OPTION, 1, "Grey");
        when(terms.findOptions(store(), Set.of(blue, grey)))
                .thenReturn(new KnownTerms(Map.of(Slot.of(blue), new Entry(State.KNOWN, 31L, NOW))));
        Document shirt = Documents.of("{'regular_price':'11','tags':[{'id':5,'name':'red'}],"
                + "'attributes':[{'id':1,'options':['Red','Blue','Grey']}]}");
        Plan priced = row().id(6).linked(76).shows(shirt).plan(Action.UPDATE, shirt, PRICE);

        settler.settle(delivery(List.of(priced), done(6, 76, "{'tags':[],'attributes':[{'id':1,'options':['Red']}]}")));

        verify(terms).doubt(store(), Set.of(new LostTerm(TermKind.TAG, 5), new LostTerm(TermKind.OPTION, 31)));
        verify(terms).forget(store(), List.of());
    }

    @Test
    void learnsTheIdsOfImagesFromTheAnswer() {
        ItemOutcome outcome = done(1, 71, "{}");
        Delivery delivery = delivery(List.of(update), outcome);

        settler.settle(delivery);

        verify(images).learn(delivery, Map.of(1L, outcome));
    }

    @Test
    void takesAnAnsweredCallForASignOfHealth() {
        Delivery delivery = delivery(List.of(update), done(1, 71, "{}"));

        settler.settle(delivery);

        verify(health).succeeded(1);
        verify(sizes).answered(delivery, 350);
    }

    @Test
    void knowsNothingOfTheStoresHealthWithoutACall() {
        settler.settle(new Delivery(store(), BATCH, NOW, List.of(nothing)));

        assertThat(written()).extracting(Settlement::result).containsExactly(Result.SYNCED);
        verify(health, never()).succeeded(anyLong());
        verify(sizes, never()).answered(any(), anyInt());
    }

    @Test
    void leavesNothingThatCouldBeSettledAgain() {
        Delivery left = settler.settle(delivery(List.of(update), done(1, 71, "{}")));

        assertThat(left.isEmpty()).isTrue();
        assertThat(left.answer()).isEqualTo(BatchAnswer.NONE);
        assertThat(left.token()).isEqualTo(BATCH);
    }

    @Test
    void logsTheProductsBeforeItWakesTheCallersThatWaitForTheirExport() {
        List<UUID> ended = List.of(new UUID(0, 8));
        when(writer.write(any(), any(), any())).thenReturn(ended);
        SettlementContext context = new SettlementContext(store(), BATCH, 200, 350);
        List<Settlement> settlements = List.of(Given.OUTCOMES.withoutCall(nothing));

        settler.write(context, settlements);

        InOrder order = inOrder(writer, journal);
        order.verify(writer).write(context, settlements, NOW);
        order.verify(journal).report(context, settlements);
        order.verify(writer).wakeCallers(ended);
    }

    @Test
    void writesNothingForNoRow() {
        settler.write(new SettlementContext(store(), BATCH, 200, 350), List.of());

        verifyNoInteractions(writer, journal);
    }

    private static ItemOutcome done(long key, long wooProductId, String product) {
        return new ItemOutcome.Done(key, wooProductId, Documents.shown(product));
    }

    private static Delivery delivery(List<Plan> plans, ItemOutcome... outcomes) {
        return new Delivery(store(), BATCH, NOW, plans).answered(new BatchAnswer(List.of(outcomes), 200, 350));
    }

    @SuppressWarnings("unchecked")
    private List<Settlement> written() {
        ArgumentCaptor<List<Settlement>> settlements = ArgumentCaptor.forClass(List.class);
        verify(writer).write(any(), settlements.capture(), any());
        return settlements.getValue();
    }

    private SettlementContext context() {
        ArgumentCaptor<SettlementContext> context = ArgumentCaptor.forClass(SettlementContext.class);
        verify(writer).write(context.capture(), any(), any());
        return context.getValue();
    }
}
