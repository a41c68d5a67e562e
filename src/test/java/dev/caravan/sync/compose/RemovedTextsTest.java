package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Removal;
import dev.caravan.sync.mapping.Mapping;
import dev.caravan.woocommerce.Document;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of a product that becomes a draft, because it is removed. */
class RemovedTextsTest {

    private static final Document DOCUMENT = document("name", "A\\\\B", "description", "plain", "regular_price", "9");
    private static final Mapping MAPPING = (product, store) -> DOCUMENT;

    @Test
    void withBackslashesAreSentAlong() {
        assertThat(sentAlong(row().linked(7).intent(Intent.DRAFT).shows(DOCUMENT), MAPPING)
                        .change())
                .isEqualTo(document("status", "draft", "name", "A\\\\B"));
    }

    /** A removal corrects nothing. */
    @Test
    void thatTheStoreDoesNotShowAreNotSentAlong() {
        assertThat(sentAlong(row().linked(7).intent(Intent.DRAFT).shows(document("name", "A")), MAPPING)
                        .change())
                .isEqualTo(document("status", "draft"));
    }

    @Test
    void areNotKnownOfAProductThatIsDeletedForGood() {
        Plan removal = removal(row().linked(7).intent(Intent.DRAFT).shows(DOCUMENT));

        assertThat(RemovedTexts.sentAlong(removal, null, MAPPING, store())).isSameAs(removal);
    }

    @Test
    void areLeftOutIfTheProductCannotBeComposed() {
        Mapping broken = (product, store) -> {
            throw new IllegalStateException("no price");
        };

        assertThat(sentAlong(row().linked(7).intent(Intent.DRAFT).shows(DOCUMENT), broken)
                        .change())
                .isEqualTo(document("status", "draft"));
    }

    static Stream<Given.Row> otherRemovals() {
        return Stream.of(
                row().linked(7).intent(Intent.DELETE),
                row().linked(7).intent(Intent.TRASH),
                row().linked(71).intent(Intent.DRAFT).variantOf(50, 70L),
                row().intent(Intent.DRAFT));
    }

    @ParameterizedTest
    @MethodSource("otherRemovals")
    void areNeitherReadNorSentForAnotherRemoval(Given.Row row) {
        Plan removal = removal(row.shows(DOCUMENT));

        assertThat(RemovedTexts.mustBeRead(row.claimed())).isFalse();
        assertThat(RemovedTexts.sentAlong(removal, product(), MAPPING, store())).isSameAs(removal);
    }

    @Test
    void mustBeReadForADraft() {
        assertThat(RemovedTexts.mustBeRead(row().linked(7).intent(Intent.DRAFT).claimed()))
                .isTrue();
    }

    private static Plan sentAlong(Given.Row row, Mapping mapping) {
        return RemovedTexts.sentAlong(removal(row), product(), mapping, store());
    }

    private static Plan removal(Given.Row row) {
        return Removal.plan(row.claimed(), row.claimed().wooProductId(), false);
    }
}
