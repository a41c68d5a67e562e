package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.console.DryRun.Changes;
import dev.caravan.console.DryRun.InStore;
import dev.caravan.console.DryRun.OfField;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dry run found, as a shop manager reads it. */
class DryRunTest {

    private static final Changes NONE = new Changes(0, List.of(), 0, 0, 0, 0, false);

    private static DryRun of(long products, long rows, boolean estimated, Changes changes) {
        return in(1, "export", products, rows, estimated, changes);
    }

    private static DryRun in(int stores, String action, long products, long rows, boolean estimated, Changes changes) {
        return new DryRun(
                action,
                products,
                rows,
                964,
                0,
                14_400,
                estimated,
                stores,
                List.of(new InStore("Alpine", false)),
                changes);
    }

    @Test
    void whatWasCountedIsSaidExactly() {
        DryRun counted = of(4_812, 4_812, false, NONE);

        assertThat(counted.howMany()).isEqualTo("4,812 products");
        assertThat(counted.counted())
                .isEqualTo("4,812 products in 1 store, about 964 calls; takes about 4 h at the stores' pace.");
    }

    /** A product is in several stores without any variant. */
    @Test
    void inSeveralStoresPagesAreCounted() {
        assertThat(in(3, "export", 2, 6, false, NONE).howMany()).isEqualTo("2 products");
        assertThat(in(3, "export", 2, 6, false, NONE).counted())
                .startsWith("2 products in 3 stores (6 product pages in all), about");
        assertThat(in(3, "push", 2, 6, false, NONE).howMany()).isEqualTo("6 product pages");
        assertThat(in(3, "push", 2, 6, false, NONE).counted()).startsWith("6 product pages in 3 stores, about");
    }

    /** Only an export acts on products that a store does not have. */
    @Test
    void whatIsNotInTheStoresIsNotCounted() {
        DryRun several = in(3, "unlink", 20_312, 899, false, NONE);
        assertThat(several.howMany()).isEqualTo("899 product pages");
        assertThat(several.counted())
                .startsWith("899 product pages in 3 stores (of the 20,312 products that were chosen: the others are "
                        + "not in these stores), about");
        assertThat(in(1, "push", 20_312, 1, false, NONE).howMany()).isEqualTo("1 product");
        assertThat(in(1, "autoSyncOff", 5, 7, false, NONE).howMany()).isEqualTo("7 products and variants");
        assertThat(in(1, "push", 1, 4, false, NONE).counted())
                .startsWith("1 product in 1 store (4 in all, with variants)");
    }

    /** More digits would promise what a sample cannot know. */
    @Test
    void anEstimateSaysSoAndHasTwoDigits() {
        Changes changes = new Changes(
                41_234, List.of(new OfField("price", 41_000), new OfField("salePrice", 99)), 6_955, 1, 0, 500, true);
        DryRun estimated = of(48_211, 50_760, true, changes);

        assertThat(estimated.howMany()).isEqualTo("about 48,000 products");
        assertThat(estimated.counted())
                .startsWith("About 48,000 products in 1 store (about 51,000 in all, with variants), about 960 calls");
        assertThat(estimated.changed())
                .containsExactly(
                        "About 41,000 of about 51,000 would be shown otherwise: price 41,000 · sale price 99.",
                        "About 7,000 are not in the store yet: created there, or found by the SKU.",
                        "About 1 is sent in full, as it is not known what the store shows.",
                        "Compared with what the stores last confirmed; they are not asked now. 500 were looked at, from all over.");
    }

    @Test
    void countsOfWhichSomeWereComparedAreToldApart() {
        Changes changes = new Changes(41_234, List.of(new OfField("price", 41_234)), 0, 0, 0, 1_000, true);

        assertThat(of(48_211, 48_211, false, changes).changed())
                .contains("About 41,000 of 48,211 would be shown otherwise: price 41,000.");
    }

    @Test
    void ofVeryManyFieldsTheFirstAreNamed() {
        List<OfField> fields = IntStream.range(0, 12)
                .mapToObj(n -> new OfField("meta_data.field" + n, 5))
                .toList();

        assertThat(of(5, 5, false, new Changes(5, fields, 0, 0, 0, 5, false))
                        .changed()
                        .get(0))
                .endsWith("field7 5 and 4 more fields.");
    }

    @Test
    void nothingThatChangesIsSaidAsWell() {
        assertThat(of(5, 5, false, new Changes(0, List.of(), 0, 0, 2, 5, false)).changed())
                .startsWith(
                        "The stores show everything as it is: no field would change.",
                        "2 are not sent, as something is wrong with the product; the history will say what.");
        assertThat(of(5, 5, false, NONE).changed()).isEmpty();
    }
}
