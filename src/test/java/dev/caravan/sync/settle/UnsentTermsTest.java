package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.settle.UnsentTerms.Missing;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.ShownProduct;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shirt that a store shows with all its terms gets a new price, and nothing but the price is sent. */
class UnsentTermsTest {

    private static final Document SHIRT = Documents.of("{'regular_price':'11','categories':[{'id':16,'name':'Shirts'},"
            + "{'id':17,'name':'Sale'}],'tags':[{'id':5,'name':'red'}],'brands':[{'id':8}],"
            + "'attributes':[{'id':1,'options':['Red','Blue']}]}");
    private static final Document PRICE = Documents.of("{'regular_price':'11'}");
    private static final ShownProduct WHOLE = Documents.shown("{'categories':[{'id':16},{'id':17}],'tags':[{'id':5}],"
            + "'brands':[{'id':8}],'attributes':[{'id':1,'options':['Red','Blue']}]}");
    private static final ShownProduct WITHOUT_SALE = Documents.shown("{'categories':[{'id':16}]}");
    private static final Missing SALE = new Missing(new Wanted(TermKind.CATEGORY, 0, "Sale"), 17);

    private final Plan priced = shown().plan(Action.UPDATE, SHIRT, PRICE);

    @Test
    void findsNoneInAnAnswerThatShowsThemAll() {
        assertThat(UnsentTerms.in(priced, WHOLE)).isEmpty();
    }

    @Test
    void findsTheTermsThatAnAnswerLacksByNameAndId() {
        assertThat(UnsentTerms.in(
                        priced, Documents.shown("{'categories':[{'id':16}],'tags':[],'brands':[],'attributes':[]}")))
                .containsExactly(
                        SALE,
                        new Missing(new Wanted(TermKind.TAG, 0, "red"), 5),
                        new Missing(new Wanted(TermKind.BRAND, 0, ""), 8),
                        new Missing(new Wanted(TermKind.OPTION, 1, "Red"), 0),
                        new Missing(new Wanted(TermKind.OPTION, 1, "Blue"), 0));
    }

    @Test
    void looksAtNoFieldThatTheAnswerDoesNotHave() {
        assertThat(UnsentTerms.in(priced, Documents.shown("{'regular_price':'11'}")))
                .isEmpty();
    }

    @Test
    void leavesAFieldThatWasSentToTheComparisonOfWhatWasSent() {
        Plan sent = shown().plan(Action.UPDATE, SHIRT, Documents.of("{'categories':[{'id':16},{'id':17}]}"));

        assertThat(UnsentTerms.in(sent, WITHOUT_SALE)).isEmpty();
    }

    @Test
    void looksAtNoFieldThatTheStoreWasNeverSent() {
        Plan neverSent = row().linked(7).plan(Action.UPDATE, SHIRT, PRICE);
        Plan notMapped = shown().plan(Action.UPDATE, PRICE, PRICE);

        assertThat(UnsentTerms.in(neverSent, WITHOUT_SALE)).isEmpty();
        assertThat(UnsentTerms.in(notMapped, WITHOUT_SALE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"CREATE", "DRAFT", "TRASH", "DELETE"})
    void looksAtUpdatesOnly(Action action) {
        assertThat(UnsentTerms.in(shown().plan(action, SHIRT, PRICE), WITHOUT_SALE))
                .isEmpty();
    }

    @Test
    void leavesTheLaneOfImagesAlone() {
        assertThat(UnsentTerms.in(shown().images().plan(Action.UPDATE, SHIRT, PRICE), WITHOUT_SALE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terms_missing",
                "term_lost",
                "backslash_lost",
                "choice_lost",
                "in_store_trash",
                "type_differs",
            })
    void waitsUntilTheRowsOtherProblemIsSolved(String code) {
        assertThat(UnsentTerms.in(shown().error(code).plan(Action.UPDATE, SHIRT, PRICE), WITHOUT_SALE))
                .isEmpty();
    }

    @Test
    void looksAlsoAfterAnotherFailure() {
        assertThat(UnsentTerms.in(shown().error("no_clear_answer").plan(Action.UPDATE, SHIRT, PRICE), WITHOUT_SALE))
                .containsExactly(SALE);
    }

    @Test
    void asksOnceForEachTimeThatTheFieldWasSent() {
        FieldHashes marked = UnsentTerms.known(priced, WITHOUT_SALE, FieldHashes.of(SHIRT));
        Plan again = Plan.of(priced.row().showing(marked), Action.UPDATE, SHIRT, PRICE, 7L, "SKU-1", false);

        assertThat(marked.isShownOtherwise("categories")).isTrue();
        assertThat(UnsentTerms.in(again, WITHOUT_SALE)).isEmpty();
    }

    @Test
    void marksNoFieldThatIsWholeOrNotShown() {
        FieldHashes marked = UnsentTerms.known(
                priced, Documents.shown("{'categories':[{'id':16}],'tags':[{'id':5}]}"), FieldHashes.of(SHIRT));

        assertThat(marked.isShownOtherwise("tags")).isFalse();
        assertThat(marked.isShownOtherwise("brands")).isFalse();
    }

    @Test
    void takesTheMarkBackWhenTheStoreShowsTheTermsAgain() {
        FieldHashes marked = FieldHashes.of(SHIRT).shownOtherwise("categories", true);

        assertThat(UnsentTerms.known(priced, WHOLE, marked)).isEqualTo(FieldHashes.of(SHIRT));
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource({"CATEGORY, Sale, 17, category Sale", "BRAND, '', 8, brand 8", "OPTION, Blue, 0, option Blue"})
    void namesATermOrItsIdIfItsNameIsNotKnown(TermKind kind, String name, long id, String words) {
        assertThat(UnsentTerms.message(List.of(new Missing(new Wanted(kind, 0, name), id))))
                .startsWith("The store shows it without " + words + ". It is asked whether it still has that");
    }

    @Test
    void namesEachTermOnce() {
        Missing red = new Missing(new Wanted(TermKind.OPTION, 1, "Red"), 0);
        Missing redOfAnother = new Missing(new Wanted(TermKind.OPTION, 2, "Red"), 0);

        assertThat(UnsentTerms.message(List.of(SALE, red, redOfAnother)))
                .startsWith("The store shows it without category Sale, option Red. ");
    }

    /** Linked, and the store took all of it. */
    private static Given.Row shown() {
        return row().linked(7).shows(SHIRT);
    }
}
