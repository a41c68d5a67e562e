package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.SkuSearch;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.SkuLookup.Found;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposerTest {

    private static final Document WANTED = document("name", "Shirt", "regular_price", "11");
    private static final Document BEFORE = document("name", "Shirt", "regular_price", "10");

    private final Map<Long, Product> products = new HashMap<>(Map.of(101L, product()));
    private final Composer composer = new Composer((account, ids) -> products, (product, store) -> {
        if (product.name().isEmpty()) {
            throw new IllegalStateException("no name");
        }
        return WANTED;
    });

    @Test
    void createsWhatTheStoreDoesNotHave() {
        Plan plan = compose(row());

        assertThat(plan.action()).isEqualTo(Action.CREATE);
        assertThat(plan.change()).isEqualTo(WANTED);
        assertThat(plan.sku()).isEqualTo("SKU-1");
    }

    @Test
    void asksFirstIfACreateMayHaveBeenApplied() {
        assertThat(compose(row().lookFirst()).action()).isEqualTo(Action.ASK);
    }

    @Test
    void sendsOnlyWhatTheStoreDoesNotShow() {
        Plan plan = compose(row().linked(7).shows(BEFORE));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.wooProductId()).isEqualTo(7);
        assertThat(plan.change()).isEqualTo(document("regular_price", "11"));
    }

    @Test
    void sendsNothingThatTheStoreShows() {
        assertThat(compose(row().linked(7).shows(WANTED)).action()).isEqualTo(Action.NOTHING);
    }

    /** Else a field that was left to the store for a while would not be sent when it is selected again. */
    @Test
    void forgetsWhatTheDocumentLeavesToTheStoreButNotItsType() {
        Plan plan = compose(row().linked(7).shows(document("name", "Shirt", "description", "long", "type", "simple")));

        assertThat(plan.row().shown().byField()).containsOnlyKeys("name", "type");
    }

    @Test
    void sendsOnlyTheFieldsOfAnExportOfSomeFields() {
        assertThat(compose(row().linked(7).only("name")).change()).isEqualTo(document("name", "Shirt"));
        assertThat(compose(row().linked(7).shows(BEFORE).only("name")).action()).isEqualTo(Action.NOTHING);
        assertThat(compose(row().only("name")).change()).isEqualTo(WANTED);
    }

    @Test
    void leavesADeletedProductToTheEventOfItsDeletion() {
        products.put(101L, product(101, "SKU-1", ProductType.SIMPLE, NOW));
        assertThat(compose(row().linked(7)).action()).isEqualTo(Action.NOTHING);

        products.remove(101L);
        assertThat(compose(row().linked(7)).action()).isEqualTo(Action.NOTHING);
    }

    /** Without a SKU there is nothing to look for, and one such product would stop its whole batch. */
    @Test
    void refusesASkuOfWhichTheStoreWouldKeepNothing() {
        products.put(101L, product(101, "<new>", ProductType.SIMPLE, null));

        assertRefused(compose(row().sku("<new>").lookFirst()), "unusable_sku");
        assertThat(compose(row().sku("<new>").lookFirst().intent(Intent.DELETE)).action())
                .isEqualTo(Action.UNLINK);
    }

    @ParameterizedTest(name = "{0} before a call, {1} in one: {2}")
    @CsvSource({
        "2, 0, NOTHING",
        "3, 0, REFUSE",
        "0, 4, NOTHING",
        "0, 5, REFUSE",
        "2, 4, NOTHING",
    })
    void doesNotEvenReadAProductThatTookTooManyHoldersWithIt(int composing, int calling, Action action) {
        products.clear();

        Plan plan = compose(row().linked(7).recovered(composing, calling));

        assertThat(plan.action()).isEqualTo(action);
        if (action == Action.REFUSE) {
            assertThat(Objects.requireNonNull(plan.refusal()).code()).isEqualTo("stops_caravan");
        }
    }

    /** It goes from the store without being read. */
    @Test
    void removesAProductThatTookTooManyHoldersWithIt() {
        products.clear();

        assertThat(compose(row().linked(7).recovered(3, 0).intent(Intent.DELETE))
                        .action())
                .isEqualTo(Action.DELETE);
    }

    @Test
    void refusesOnlyTheProductThatCannotBeComposed() {
        Composer broken = new Composer(
                (account, ids) -> Map.of(101L, product(), 102L, product(102, "S", ProductType.SIMPLE, null)),
                (product, store) -> {
                    if (product.id() == 102) {
                        throw new IllegalStateException("broken");
                    }
                    return WANTED;
                });

        Delivery delivery =
                Given.composed(broken, delivery(row().claimed(), row().id(2).claimed()));

        assertThat(delivery.plans()).extracting(Plan::action).containsExactly(Action.CREATE, Action.REFUSE);
    }

    @ParameterizedTest(name = "{0}, id {1}, SKU {2}, look first {3}: {4}")
    @CsvSource({
        "DRAFT, 7, S, false, DRAFT",
        "TRASH, 7, S, false, TRASH",
        "DELETE, 7, S, true, DELETE",
        "DELETE, , S, true, ASK",
        "DELETE, , S, false, UNLINK",
        "DELETE, , , true, UNLINK",
    })
    void removesWhatIsToBeRemoved(
            Intent intent, @Nullable Long wooId, @Nullable String sku, boolean lookFirst, Action action) {
        products.clear();
        Given.Row row = row().intent(intent).sku(sku);
        if (wooId != null) {
            row.linked(wooId);
        }
        if (lookFirst) {
            row.lookFirst();
        }

        assertThat(compose(row).action()).isEqualTo(action);
    }

    @Test
    void createsWhatTheStoreDidNotShow() {
        Plan plan = answer(composed(delivery(row().lookFirst().claimed())), Map.of());

        assertThat(plan.action()).isEqualTo(Action.CREATE);
        assertThat(plan.asked()).isTrue();
    }

    @Test
    void adoptsItsOwnProduct() {
        Plan plan = answer(composed(delivery(row().lookFirst().claimed())), Map.of("sku-1", found("1-101")));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.wooProductId()).isEqualTo(7);
        assertThat(plan.change()).isEqualTo(WANTED);
        assertThat(plan.asked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"''", "1-102", "2-101"})
    void leavesAProductAloneThatItDidNotMake(@Nullable String mark) {
        Plan plan = answer(composed(delivery(row().lookFirst().claimed())), Map.of("sku-1", found(mark)));

        assertRefused(plan, "sku_taken");
    }

    @Test
    void linksWhatIsThereIfTheConnectionSaysSo() {
        Plan plan = answer(composed(linking(row().claimed())), Map.of("sku-1", found(null)));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.wooProductId()).isEqualTo(7);
        assertThat(plan.change()).isEqualTo(WANTED);
    }

    @Test
    void waitsForAnotherProductOfTheCatalogueToGiveUpItsSku() {
        Delivery asking = composed(linking(row().claimed()));

        Plan plan = SkuMatchDecision.apply(
                        heard(asking, Action.ASK, Map.of("sku-1", found(null))),
                        new Holders(Map.of(7L, 999L), Set.of()),
                        NOW)
                .plans()
                .get(0);

        assertThat(plan.action()).isEqualTo(Action.WAIT);
        assertThat(Objects.requireNonNull(plan.refusal()).message()).contains("linked to product 999");
    }

    @Test
    void looksInTheTrashOnceTheStoreSaysThatTheSkuIsTaken() {
        Delivery asking = composed(
                linking(row().error("woocommerce_rest_product_not_created").claimed()));

        Plan trash = answer(asking, Map.of());
        assertThat(trash.action()).isEqualTo(Action.ASK_TRASH);

        Plan back = SkuMatchDecision.apply(
                        heard(
                                asking.with(List.of(trash)),
                                Action.ASK_TRASH,
                                Map.of("sku-1", new Found(7, "SKU-1", "trash", "simple", 0, 0, null))),
                        Holders.NONE,
                        NOW)
                .plans()
                .get(0);
        assertThat(back.action()).isEqualTo(Action.UPDATE);
        assertThat(back.change().fields()).as("out of the trash").containsKey("status");
    }

    @ParameterizedTest
    @CsvSource({"variation,5,0,sku_taken", "variable,0,2,has_variations"})
    void refusesToTakeWhatIsOfAnotherKind(String type, long parent, int variations, String code) {
        Found other = new Found(7, "SKU-1", "publish", type, parent, variations, "1-101");

        assertRefused(answer(composed(linking(row().claimed())), Map.of("sku-1", other)), code);
    }

    /** Turning a variable product into a simple one deletes its variations for good [variable-to-simple-variations]. */
    @Test
    void asksForVariationsBeforeAVariableProductBecomesSimple() {
        Delivery asking = composed(
                delivery(row().linked(7).shows(document("type", "variable")).claimed()));
        assertThat(asking.plans().get(0).action()).isEqualTo(Action.ASK);

        Plan without = answer(asking, Map.of("sku-1", new Found(7, "SKU-1", "publish", "variable", 0, 0, null)));
        assertThat(without.action()).isEqualTo(Action.UPDATE);
        assertThat(without.change().fields()).containsEntry("type", TextNode.valueOf("simple"));
        assertRefused(
                answer(asking, Map.of("sku-1", new Found(7, "SKU-1", "publish", "variable", 0, 1, null))),
                "has_variations");
    }

    @Test
    void refusesAVariantWhoseParentIsNotInTheStore() {
        products.put(101L, product(101, "SKU-1", ProductType.VARIANT, null));
        products.put(50L, product(50, "P", ProductType.VARIABLE, null));

        assertRefused(compose(row().variantOf(50, null)), "parent_missing");
        assertThat(compose(row().variantOf(50, 70L)).action()).isEqualTo(Action.CREATE);
    }

    @Test
    void removesOnlyItsOwnProduct() {
        Delivery asking =
                composed(delivery(row().lookFirst().intent(Intent.DELETE).claimed()));

        assertThat(answer(asking, Map.of("sku-1", found("1-101"))).action()).isEqualTo(Action.DELETE);
        assertThat(answer(asking, Map.of("sku-1", found(null))).action()).isEqualTo(Action.UNLINK);
        assertThat(answer(asking, Map.of()).action()).isEqualTo(Action.UNLINK);
    }

    /** A create may die before our mark is stored; what was made before or after that is somebody else's. */
    @ParameterizedTest
    @CsvSource({
        "1000,Shirt,true",
        "1000,'',true",
        "1100,Shirt,true",
        "900,Shirt,true",
        "1200,Shirt,false",
        "800,Shirt,false",
        "1000,Hat,false"
    })
    void takesWhatItsOwnCreateLeftHalfMadeAndNothingElse(int secondsOld, String name, boolean ours) {
        ClaimedRow failed = row().createAsked(NOW.minusSeconds(1000)).claimed();
        Found found = new Found(7, "SKU-1", "draft", "simple", 0, 0, null, name, Duration.ofSeconds(secondsOld));

        Plan plan = answer(composed(delivery(failed)), Map.of("sku-1", found));

        if (ours) {
            assertThat(plan.action()).isEqualTo(Action.UPDATE);
            assertThat(plan.change().fields()).containsKey("meta_data").containsAllEntriesOf(WANTED.fields());
        } else {
            assertRefused(plan, "sku_taken");
        }
    }

    @Test
    void goesOnOnlyWithRowsThatAsked() {
        Delivery delivery = composed(delivery(row().lookFirst().claimed()));

        SkuSearch other = SkuSearch.NONE.heard(Action.ASK, List.of("OTHER"), Map.of());
        assertThat(SkuMatchDecision.apply(delivery.knowing(other), Holders.NONE, NOW)
                        .hasQuestion())
                .isTrue();
    }

    private static void assertRefused(Plan plan, String code) {
        assertThat(plan.action()).isEqualTo(Action.REFUSE);
        assertThat(Objects.requireNonNull(plan.refusal()).code()).isEqualTo(code);
    }

    private Plan compose(Given.Row row) {
        return composed(delivery(row.claimed())).plans().get(0);
    }

    private Delivery composed(Delivery claimed) {
        return Given.composed(composer, claimed);
    }

    private Plan answer(Delivery asking, Map<String, Found> found) {
        return SkuMatchDecision.apply(heard(asking, Action.ASK, found), Holders.NONE, NOW)
                .plans()
                .get(0);
    }

    private static Delivery heard(Delivery asking, Action question, Map<String, Found> found) {
        return asking.knowing(asking.search().heard(question, List.of("SKU-1"), found));
    }

    private static Found found(@Nullable String mark) {
        return new Found(7, "SKU-1", "publish", "simple", 0, 0, mark);
    }

    private static Delivery linking(ClaimedRow row) {
        Delivery delivery = delivery(row);
        return new Delivery(Given.storeThatLinks(), delivery.token(), delivery.leaseUntil(), delivery.plans());
    }

    private static Delivery delivery(ClaimedRow... rows) {
        List<Plan> plans = Arrays.stream(rows).map(Plan::claimed).toList();
        return new Delivery(store(), new java.util.UUID(0, 1), NOW, plans);
    }
}
