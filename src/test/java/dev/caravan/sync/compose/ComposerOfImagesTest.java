package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.delivery;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.ProductAsset;
import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a row of the lane of images. */
class ComposerOfImagesTest {

    private static final ProductAsset FRONT = asset(5, "front.png", "image/png");
    private static final ProductAsset MANUAL = asset(6, "manual", ProductAsset.UNKNOWN_TYPE);
    private static final Document NAMES = Documents.of("{images: [{asset: 'sum-5', name: 'front.png', alt: 'front'}]}");
    private static final Document ADDRESSES = Documents.of(
            "{images: [{asset: 'sum-5', src: 'https://pim.example/front.png', name: 'front.png', alt: 'front'}]}");

    private final List<ProductAsset> assets = new ArrayList<>(List.of(FRONT));
    private Document mapped = Documents.of("{name: 'Shirt', images: []}");

    @Test
    void sendsTheAddressesAndRemembersTheNames() {
        Plan plan = compose(row().linked(7));

        assertThat(plan.action()).isEqualTo(Action.UPDATE);
        assertThat(plan.wooProductId()).isEqualTo(7);
        assertThat(plan.document()).isEqualTo(NAMES);
        assertThat(plan.change()).isEqualTo(ADDRESSES);
    }

    @Test
    void asksWhichImagesTheStoreHasAfterACallWithoutAnAnswer() {
        assertThat(compose(row().linked(7).lookFirst()).action()).isEqualTo(Action.ASK_IMAGES);
    }

    @Test
    void sendsNothingThatTheStoreShows() {
        assertThat(compose(row().linked(7).shows(NAMES)).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void sendsNothingBeforeTheProductIsInTheStore() {
        assertThat(compose(row()).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void sendsNothingIfTheMappingLeavesImagesToTheStore() {
        mapped = Documents.of("{name: 'Shirt'}");
        assets.add(MANUAL);

        assertThat(compose(row().linked(7)).action()).isEqualTo(Action.NOTHING);
    }

    @Test
    void refusesAnAssetThatMayBeAnImage() {
        assets.add(MANUAL);

        assertThat(compose(row().linked(7)).refusal())
                .isEqualTo(new Plan.Refusal(
                        "image_type_unknown",
                        "It is not known whether the asset 6 (https://pim.example/manual) is an image, so the store would"
                                + " not show it: set its mimeType, or take it off the product"));
    }

    private Plan compose(Given.Row row) {
        Composer composer =
                new Composer((account, ids) -> Map.of(101L, Given.full(List.of(), assets)), (product, store) -> mapped);
        return composer.compose(delivery(Plan.claimed(row.images().claimed())))
                .plans()
                .get(0);
    }

    private static ProductAsset asset(long id, String name, String type) {
        String address = "https://pim.example/" + name;
        return new ProductAsset(id, address, name, null, type, address, "sum-" + id);
    }
}
