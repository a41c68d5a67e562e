package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.OUTCOMES;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.OnMissing;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ItemOutcome;
import dev.caravan.woocommerce.ShownProduct;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ItemOutcomePolicyTest {

    private static final Document SHOWN = document("name", "Shirt", "regular_price", "10");
    private static final Document CHANGE = document("regular_price", "11");
    private static final ItemOutcome DONE = new ItemOutcome.Done(1, 7, ShownProduct.NOTHING);
    private static final ItemOutcome GONE = new ItemOutcome.Gone(1, "invalid_id", "no such product");
    private static final ItemOutcome.SkuTaken TAKEN =
            new ItemOutcome.SkuTaken(1, "invalid_sku", "taken", OptionalLong.empty());
    private static final ItemOutcome UNKNOWN = new ItemOutcome.Unknown(1, "cut off");

    @Test
    void notesWhatACreatedProductShows() {
        Settlement settled = OUTCOMES.of(row().plan(Action.CREATE, SHOWN), DONE, store());

        assertThat(settled.result()).isEqualTo(Result.SYNCED);
        assertThat(settled.exported()).isTrue();
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(SHOWN));
        assertThat(settled.code()).isNull();
    }

    @Test
    void addsWhatWasUpdatedAndForgetsFailures() {
        Plan plan = row().linked(7).shows(SHOWN).failed(2, NOW).batchLimit(1).plan(Action.UPDATE, CHANGE);

        Settlement settled = OUTCOMES.of(plan, DONE, store());

        assertThat(settled.shown()).isEqualTo(FieldHashes.of(document("name", "Shirt", "regular_price", "11")));
        assertThat(settled.attempts()).isZero();
        assertThat(settled.failedAt()).isNull();
        assertThat(settled.batchLimit()).isNull();
    }

    @ParameterizedTest(name = "{0}: the store''s id is {1}, look first: {2}, at most {3} in a call")
    @CsvSource({"DRAFT, 7, false,", "TRASH, 7, false, 1", "DELETE, , true,"})
    void unlinksWhatIsRemoved(Action action, @Nullable Long wooId, boolean look, @Nullable Integer limit) {
        Plan plan =
                row().linked(7).intent(Intent.of(action.name())).shows(SHOWN).plan(action);

        Settlement settled = OUTCOMES.of(plan, DONE, store());

        assertThat(settled.result()).isEqualTo(Result.UNLINKED);
        assertThat(settled.wooProductId()).isEqualTo(wooId);
        assertThat(settled.lookFirst()).isEqualTo(look);
        assertThat(settled.batchLimit()).isEqualTo(limit);
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
    }

    @Test
    void makesALostProductAgainAfterALook() {
        Settlement settled = OUTCOMES.of(row().linked(7).shows(SHOWN).plan(Action.UPDATE, CHANGE), GONE, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.wooProductId()).isNull();
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.dueAt()).isEqualTo(NOW);
    }

    @Test
    void doesNotAskForEverForAProductThatIsShownBySkuAndDeniedById() {
        Plan asked = new Plan(row().lookFirst().claimed(), Action.UPDATE, CHANGE, CHANGE, 7L, "SKU-1", true, null);

        Settlement settled = OUTCOMES.of(asked, GONE, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isEqualTo(1);
        assertThat(settled.dueAt()).isAfter(NOW.plusSeconds(3));

        ClaimedRow tired = row().lookFirst().failed(Given.MAX_ATTEMPTS - 1, NOW).claimed();
        Plan last = new Plan(tired, Action.UPDATE, CHANGE, CHANGE, 7L, "SKU-1", true, null);

        assertThat(OUTCOMES.of(last, GONE, store()).result()).isEqualTo(Result.DEAD);
    }

    @Test
    void unlinksALostProductIfTheConnectionSaysSo() {
        Settlement settled =
                OUTCOMES.of(row().linked(7).plan(Action.UPDATE, CHANGE), GONE, store(OnMissing.UNLINK, 0, null));

        assertThat(settled.result()).isEqualTo(Result.UNLINKED);
        assertThat(settled.exported()).isFalse();
    }

    @Test
    void findsADraftWishFulfilledIfTheProductIsGone() {
        Plan plan = row().linked(7).intent(Intent.DRAFT).plan(Action.DRAFT);

        assertThat(OUTCOMES.of(plan, GONE, store()).result()).isEqualTo(Result.UNLINKED);
    }

    @Test
    void looksWhoHoldsASku() {
        Settlement settled = OUTCOMES.of(row().failed(1, NOW).plan(Action.CREATE, SHOWN), TAKEN, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.lookFirst()).isTrue();
        assertThat(settled.attempts()).as("it may be our own create").isEqualTo(1);
        assertThat(settled.dueAt()).isEqualTo(NOW);
    }

    /** The store compares SKUs without accents, and finds none by another spelling. */
    @Test
    void namesTheProductWhoseSkuTheStoreTakesForTheSame() {
        ItemOutcome.SkuTaken held = new ItemOutcome.SkuTaken(1, TAKEN.code(), "taken", OptionalLong.of(77));
        Settlement last = OUTCOMES.of(
                row().lookFirst()
                        .error(TAKEN.code())
                        .failed(Given.MAX_ATTEMPTS - 1, NOW)
                        .plan(Action.CREATE, SHOWN, true),
                held,
                store());

        assertThat(last.message()).contains("77", "SKU-1", "accents").doesNotContain("trash");
    }

    @Test
    void looksAgainAWhileLaterAndThenGivesUpIfNobodyShowsTheSku() {
        String code = ((ItemOutcome.SkuTaken) TAKEN).code();
        Settlement trash = OUTCOMES.of(row().lookFirst().plan(Action.CREATE, SHOWN, true), TAKEN, store());
        Settlement again = OUTCOMES.of(row().lookFirst().error(code).plan(Action.CREATE, SHOWN, true), TAKEN, store());
        Settlement last = OUTCOMES.of(
                row().lookFirst()
                        .error(code)
                        .failed(Given.MAX_ATTEMPTS - 1, NOW)
                        .plan(Action.CREATE, SHOWN, true),
                TAKEN,
                store());

        assertThat(trash.dueAt()).as("at once, and in the trash, too").isEqualTo(NOW);
        assertThat(trash.attempts()).isZero();
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message()).contains("trash");
    }

    @Test
    void givesUpWhatTheStoreRefuses() {
        Plan plan = row().linked(7).shows(SHOWN).batchLimit(1).failed(2, NOW).plan(Action.UPDATE, CHANGE);

        Settlement settled = OUTCOMES.of(plan, new ItemOutcome.Refused(1, "bad_image", "no image"), store());

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.code()).isEqualTo("bad_image");
        assertThat(settled.shown()).as("nothing was stored").isEqualTo(FieldHashes.of(SHOWN));
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.attempts()).isZero();
        assertThat(settled.batchLimit()).isNull();
    }

    @ParameterizedTest(name = "held by {0}: {1}")
    @CsvSource({
        ", Invalid or duplicated SKU.",
        "77, 'Invalid or duplicated SKU. The store''s product 77 has it, which is not linked'"
    })
    void namesTheProductThatHasItsSku(@Nullable Long holder, String message) {
        OptionalLong holderId = holder == null ? OptionalLong.empty() : OptionalLong.of(holder);

        Settlement settled = OUTCOMES.of(
                row().linked(7).plan(Action.UPDATE, CHANGE),
                new ItemOutcome.ValueTaken(1, "product_invalid_sku", "Invalid or duplicated SKU.", "sku", holderId),
                store());

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.code()).isEqualTo("product_invalid_sku");
        assertThat(settled.message()).isEqualTo(message);
    }

    @Test
    void tellsByARefusalThatAProductHasAnotherTypeInTheStore() {
        Settlement settled = OUTCOMES.of(
                row().linked(7).plan(Action.UPDATE, CHANGE),
                new ItemOutcome.Refused(1, "product_external_invalid_manage_stock", "no stock"),
                store());

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.code()).isEqualTo("type_differs");
    }

    @Test
    void sendsAnImageByItsAddressIfTheStoreHasLostItsFile() {
        Plan byId = row().linked(7).images().plan(Action.UPDATE, Documents.of("{'images':[{'id':31}]}"));
        ItemOutcome lost =
                new ItemOutcome.Refused(1, "woocommerce_product_invalid_image_id", "#31 is an invalid image ID.");

        Settlement settled = OUTCOMES.of(byId, lost, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isZero();
        assertThat(settled.dueAt()).isEqualTo(NOW);
    }

    @Test
    void triesAnImageAgainLaterThatTheStoreCouldNotLoad() {
        Given.Row row = row().linked(7).images();
        ItemOutcome unread = new ItemOutcome.Refused(1, "woocommerce_product_image_upload_error", "timed out");

        Settlement settled = OUTCOMES.of(row.plan(Action.UPDATE, CHANGE), unread, store());
        Settlement last = OUTCOMES.of(row.failed(2, NOW).plan(Action.UPDATE, CHANGE), unread, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.attempts()).isEqualTo(1);
        assertThat(settled.dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(last.result()).isEqualTo(Result.DEAD);
        assertThat(last.message()).isEqualTo("timed out");
    }

    @Test
    void leavesARefusedMoveToTheTrashACallOfItsOwn() {
        Plan plan = row().linked(7).intent(Intent.TRASH).plan(Action.TRASH);

        assertThat(OUTCOMES.of(plan, new ItemOutcome.Refused(1, "no", "no"), store())
                        .batchLimit())
                .isEqualTo(1);
    }

    @Test
    void knowsNothingOfWhatAnUnclearItemSays() {
        Settlement update = OUTCOMES.of(row().linked(7).shows(SHOWN).plan(Action.UPDATE, CHANGE), UNKNOWN, store());
        Settlement create = OUTCOMES.of(row().plan(Action.CREATE, SHOWN), UNKNOWN, store());

        assertThat(update.result()).isEqualTo(Result.RETRY);
        assertThat(update.shown()).isEqualTo(FieldHashes.of(document("name", "Shirt")));
        assertThat(update.attempts()).isEqualTo(1);
        assertThat(update.dueAt()).isAfter(NOW.plusSeconds(3));
        assertThat(create.lookFirst()).isTrue();
    }

    /** Else a product that is wanted again would stay a draft. */
    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "TRASH"})
    void knowsNothingOfAProductThatIsGoneFromTheShopPerhaps(Action action) {
        Plan plan = row().linked(7)
                .shows(SHOWN)
                .intent(Intent.valueOf(action.name()))
                .plan(action);

        Settlement settled = OUTCOMES.of(plan, UNKNOWN, store());

        assertThat(settled.result()).isEqualTo(Result.RETRY);
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.none());
    }

    /** Else a change that is taken back would look like nothing to send. */
    @Test
    void knowsNothingOfItEitherWhenItGivesUp() {
        int last = Given.MAX_ATTEMPTS - 1;
        Settlement update = OUTCOMES.of(
                row().linked(7).shows(SHOWN).failed(last, NOW).plan(Action.UPDATE, CHANGE), UNKNOWN, store());
        Settlement create = OUTCOMES.of(row().failed(last, NOW).plan(Action.CREATE, SHOWN), UNKNOWN, store());

        assertThat(update.result()).isEqualTo(Result.DEAD);
        assertThat(update.shown()).isEqualTo(FieldHashes.of(document("name", "Shirt")));
        assertThat(create.result()).isEqualTo(Result.DEAD);
        assertThat(create.lookFirst()).isTrue();
    }

    @Test
    void callsAProductThatNeedsNothingSynced() {
        Settlement settled = OUTCOMES.withoutCall(row().linked(7).shows(SHOWN).plan(Action.NOTHING));

        assertThat(settled.result()).isEqualTo(Result.SYNCED);
        assertThat(settled.exported()).isFalse();
        assertThat(settled.wooProductId()).isEqualTo(7);
        assertThat(settled.shown()).isEqualTo(FieldHashes.of(SHOWN));
    }

    /** The product was deleted meanwhile, and the event of that is on its way: it removes what a lost create has made. */
    @Test
    void leavesOpenWhetherALostCreateWasApplied() {
        assertThat(OUTCOMES.withoutCall(row().lookFirst().plan(Action.NOTHING)).lookFirst())
                .isTrue();
        assertThat(OUTCOMES.withoutCall(row().plan(Action.NOTHING)).lookFirst()).isFalse();
    }

    @Test
    void opensADeadLetterForWhatCannotBeSent() {
        Settlement settled = OUTCOMES.withoutCall(Plan.refused(row().claimed(), "SKU-1", "sku_taken", "why"));

        assertThat(settled.result()).isEqualTo(Result.DEAD);
        assertThat(settled.code()).isEqualTo("sku_taken");
    }

    @ParameterizedTest
    @EnumSource(Intent.class)
    void unlinksWithoutACall(Intent intent) {
        Settlement settled = OUTCOMES.withoutCall(row().intent(intent).plan(Action.UNLINK));

        assertThat(settled.result()).isEqualTo(Result.UNLINKED);
        assertThat(settled.exported()).isFalse();
    }
}
