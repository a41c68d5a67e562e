package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms whose ids were sent, and which the product does not show. */
class LostTermTest {

    @Test
    void areThoseThatTheAnswerLacks() {
        assertThat(LostTerm.among(
                        Documents.of("""
                                {name: 'Shirt', categories: [{id: 3}, {id: 4}], tags: [{id: 5}], brands: [{id: 6}],
                                 attributes: [{id: 7, options: ['Red']}, {name: 'Fit', options: ['Slim']}]}"""),
                        shown("{categories: [{id: 3}], tags: [], brands: [{id: 6}], attributes: []}")))
                .containsExactly(
                        new LostTerm(TermKind.CATEGORY, 4),
                        new LostTerm(TermKind.TAG, 5),
                        new LostTerm(TermKind.ATTRIBUTE, 7));
    }

    @Test
    void areNotThoseOfFieldsThatTheStoreDoesNotShow() {
        assertThat(LostTerm.among(Documents.of("{brands: [{id: 6}], tags: [{id: 5}]}"), shown("{tags: [{id: 5}]}")))
                .as("a WooCommerce without brands")
                .isEmpty();
    }

    /** The store leaves out an attribute without options. */
    @Test
    void areNotAttributesThatWereSentWithoutOptions() {
        assertThat(LostTerm.among(Documents.of("{attributes: [{id: 7, options: []}]}"), shown("{attributes: []}")))
                .isEmpty();
        assertThat(LostTerm.among(Documents.of("{attributes: [{id: 7, option: 'Red'}]}"), shown("{attributes: []}")))
                .containsExactly(new LostTerm(TermKind.ATTRIBUTE, 7));
    }

    @Test
    void ofAVariationAreAMatterOfItsChoice() {
        assertThat(LostTerm.among(
                        row().linked(71)
                                .variantOf(50, 70L)
                                .plan(Action.UPDATE, Documents.of("{attributes: [{id: 7, option: 'Red'}]}")),
                        shown("{attributes: []}")))
                .isEmpty();
        assertThat(LostTerm.among(
                        row().linked(7).plan(Action.UPDATE, Documents.of("{tags: [{id: 5}]}")), shown("{tags: []}")))
                .containsExactly(new LostTerm(TermKind.TAG, 5));
    }

    @ParameterizedTest
    @CsvSource({"OPTION, ATTRIBUTE", "CATEGORY, CATEGORY"})
    void areAlsoTheParentsThatTheStoreDoesNotKnow(TermKind kind, TermKind parent) {
        assertThat(LostTerm.above(new Wanted(kind, 9, "Red"))).isEqualTo(new LostTerm(parent, 9));
    }

    @Test
    void areToldWithTheirFields() {
        List<LostTerm> lost = List.of(
                new LostTerm(TermKind.CATEGORY, 4),
                new LostTerm(TermKind.CATEGORY, 5),
                new LostTerm(TermKind.ATTRIBUTE, 7));

        assertThat(LostTerm.fields(lost)).containsExactlyInAnyOrder("categories", "attributes");
        assertThat(LostTerm.message(lost))
                .isEqualTo("The store no longer has category 4, category 5, attribute 7; made again");
    }
}
