package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.CatalogApi;
import dev.caravan.catalog.ChoiceAttributes;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductType;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposerTest {

    private static final Document WANTED = document("name", "Shirt", "regular_price", "11");
    private static final Document BEFORE = document("name", "Shirt", "regular_price", "10");

    private final Map<Long, Product> products = new HashMap<>(Map.of(101L, product()));
    private final Catalogue catalog = new Catalogue();
    private Document wanted = WANTED;
    private final Composer composer = new Composer(catalog, (product, store) -> wanted);

    /** Knows the products, and notes what it is asked for. */
    private final class Catalogue implements CatalogApi {
        private final List<Long> read = new ArrayList<>();
        private final List<Long> compared = new ArrayList<>();
        private final Map<Long, String> alike = new HashMap<>();

        @Override
        public Map<Long, Product> products(long accountId, Collection<Long> ids) {
            read.addAll(ids);
            return products;
        }

        @Override
        public Map<Long, String> alikeVariants(long accountId, Collection<Long> variants, ChoiceAttributes choices) {
            compared.addAll(variants);
            return alike;
        }
    }

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
    void asksFirstIfTheConnectionLinksExistingProducts() {
        assertThat(composed(linking(row().claimed())).plans().get(0).action()).isEqualTo(Action.ASK);
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

    @Test
    void readsEachProductOnceWithTheParentsOfVariants() {
        composed(delivery(
                row().id(1).variantOf(50, 70L).claimed(),
                row().id(2).variantOf(50, 70L).claimed(),
                row().id(3).linked(7).claimed()));

        assertThat(catalog.read).containsExactly(101L, 50L, 102L, 103L);
    }

    /** A draft is sent with its texts. */
    @Test
    void readsNoProductThatIsRemovedButForItsTexts() {
        composed(delivery(
                row().id(1).linked(7).intent(Intent.DELETE).claimed(),
                row().id(2).linked(8).recovered(3, 0).claimed(),
                row().id(3).linked(9).intent(Intent.DRAFT).claimed()));

        assertThat(catalog.read).containsExactly(103L);
    }

    @Test
    void asksOnlyOfVariantsWhetherAnotherOneIsAlike() {
        products.put(101L, product(101, "SKU-1", ProductType.VARIANT, null));
        products.put(102L, product(102, "SKU-2", ProductType.SIMPLE, null));

        composed(delivery(row().claimed(), row().id(2).claimed()));

        assertThat(catalog.compared).containsExactly(101L);
    }

    @Test
    void refusesToCreateAVariationThatIsLikeAnotherOne() {
        products.put(101L, product(101, "SKU-1", ProductType.VARIANT, null));
        catalog.alike.put(101L, "SKU-0");
        wanted = Documents.of("{regular_price: '11', attributes: [{name: 'Size', option: 'L'}]}");

        Delivery created = composer.compose(delivery(row().claimed()));
        assertRefused(created.plans().get(0), "variants_alike");

        Plan linked =
                composer.compose(delivery(row().linked(7).claimed())).plans().get(0);
        assertThat(linked.document()).as("the rest is sent").isEqualTo(document("regular_price", "11"));
        assertThat(Objects.requireNonNull(linked.leftOut()).code()).isEqualTo("variants_alike");
    }

    /** The store changes it by itself with each order only if it manages the stock. */
    @Test
    void remembersTheStockStatusOfAProductWhoseStockTheStoreDoesNotManage() {
        Document shown = document("name", "Shirt", "stock_status", "instock");
        wanted = Documents.of("{name: 'Shirt', manage_stock: false}");
        assertThat(compose(row().linked(7).shows(shown)).row().shown().byField())
                .containsOnlyKeys("name", "stock_status");

        wanted = Documents.of("{name: 'Shirt', manage_stock: true}");
        assertThat(compose(row().linked(7).shows(shown)).row().shown().byField())
                .containsOnlyKeys("name");
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

    /** Turning a variable product into a simple one deletes its variations for good [variable-to-simple-variations]. */
    @Test
    void asksForVariationsBeforeAVariableProductBecomesSimple() {
        assertThat(compose(row().linked(7).shows(document("type", "variable"))).action())
                .isEqualTo(Action.ASK);
    }

    @Test
    void refusesAVariantWhoseParentIsNotInTheStore() {
        products.put(101L, product(101, "SKU-1", ProductType.VARIANT, null));
        products.put(50L, product(50, "P", ProductType.VARIABLE, null));

        assertRefused(compose(row().variantOf(50, null)), "parent_missing");
        assertThat(compose(row().variantOf(50, 70L)).action()).isEqualTo(Action.CREATE);
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

    private static Delivery linking(ClaimedRow row) {
        Delivery delivery = delivery(row);
        return new Delivery(Given.storeThatLinks(), delivery.token(), delivery.leaseUntil(), delivery.plans());
    }

    private static Delivery delivery(ClaimedRow... rows) {
        List<Plan> plans = Arrays.stream(rows).map(Plan::claimed).toList();
        return new Delivery(store(), new java.util.UUID(0, 1), NOW, plans);
    }
}
