package dev.caravan.sync.compose;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.sync.batch.Needs;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.TermQuestion;
import dev.caravan.sync.batch.TermQuestion.Ask;
import dev.caravan.sync.batch.TermQuestion.Known;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store is asked about terms that it has. */
class KnownTermQuestionsTest {

    private static final UUID CLAIM = new UUID(0, 1);
    private static final long COLOUR = 4;
    private static final long SIZE = 5;

    private final Map<Slot, Entry> entries = new LinkedHashMap<>();
    private final KnownTerms known = new KnownTerms(entries);

    /** A term of the ledger; the store has it, said so an hour ago, and nothing of it is pending. */
    private final class Term {
        private final Wanted wanted;
        private @Nullable Long wooId;
        private Instant readAt = NOW.minusSeconds(3600);
        private @Nullable String pending;
        private @Nullable String slug;
        private @Nullable String shown;
        private @Nullable UUID checked;
        private @Nullable Integer place;

        Term(long wooId, Wanted wanted) {
            this.wooId = wooId;
            this.wanted = wanted;
        }

        Term lost() {
            wooId = null;
            return this;
        }

        Term readAt(Instant at) {
            readAt = at;
            return this;
        }

        Term pending(String change) {
            pending = change;
            return this;
        }

        Term slug(String text) {
            slug = text;
            return this;
        }

        Term shownAs(String text) {
            shown = text;
            return this;
        }

        Term checkedIn(UUID claim) {
            checked = claim;
            return this;
        }

        Term place(int number) {
            place = number;
            return this;
        }

        void named(String name) {
            entries.put(
                    Slot.of(wanted),
                    new Entry(State.KNOWN, wooId, readAt, name, pending, slug, false, shown, false, checked, place));
        }

        Wanted isKnown() {
            named(wanted.name());
            return wanted;
        }
    }

    private Term term(long wooId, TermKind kind, long parent, String name) {
        return new Term(wooId, new Wanted(kind, parent, name));
    }

    private Term option(long wooId, long attribute, String name) {
        return term(wooId, TermKind.OPTION, attribute, name);
    }

    private static List<Long> ids(TermQuestion question) {
        return question.known().stream().map(Known::wooId).toList();
    }

    @Nested
    class NewNamesOfTheCatalogue {

        @Test
        void areGivenToTheStoresCategoriesWithTheirPlaces() {
            term(7, TermKind.CATEGORY, 0, "Shirts").pending("name").named("Blouses");
            term(8, TermKind.CATEGORY, 7, "Long").pending("place").named("Long");

            assertThat(KnownTermQuestions.renaming(known))
                    .contains(TermQuestion.about(
                            TermKind.CATEGORY,
                            Ask.RENAME,
                            List.of(
                                    new Known(7, new Wanted(TermKind.CATEGORY, 0, "Blouses"), null, false, null),
                                    new Known(8, new Wanted(TermKind.CATEGORY, 7, "Long"), null, true, null))));
        }

        @Test
        void leaveTermsAloneOfWhichNothingIsPendingOrThatTheStoreDoesNotHave() {
            term(7, TermKind.CATEGORY, 0, "Shirts").isKnown();
            term(8, TermKind.CATEGORY, 0, "Hats").pending("name").lost().isKnown();
            term(9, TermKind.CATEGORY, -1, "Shoes").pending("name").isKnown(); // its place is not known yet
            term(10, TermKind.TAG, 0, "new").pending("name").isKnown();

            assertThat(KnownTermQuestions.renaming(known)).isEmpty();
        }

        @Test
        void areSentForOneKindAtATimeCategoriesFirst() {
            option(3, COLOUR, "Red").pending("name").isKnown();
            term(2, TermKind.ATTRIBUTE, 0, "Colour").pending("name").isKnown();
            term(1, TermKind.CATEGORY, 0, "Shirts").pending("name").isKnown();

            assertThat(KnownTermQuestions.renaming(known)).get().satisfies(question -> {
                assertThat(question.kind()).isEqualTo(TermKind.CATEGORY);
                assertThat(ids(question)).containsExactly(1L);
            });
        }

        @Test
        void areSentForEachAttributeInACallOfItsOwnWithItsSlug() {
            term(2, TermKind.ATTRIBUTE, 0, "Colour")
                    .pending("name")
                    .slug("colour")
                    .named("Shade");
            term(3, TermKind.ATTRIBUTE, 0, "Size").pending("name").named("Fit");

            assertThat(KnownTermQuestions.renaming(known))
                    .contains(TermQuestion.about(
                            TermKind.ATTRIBUTE,
                            Ask.RENAME,
                            List.of(new Known(2, new Wanted(TermKind.ATTRIBUTE, 0, "Shade"), "colour", false, null))));
        }

        @Test
        void areSentForTheOptionsOfOneAttributeWithTheirOrder() {
            option(30, COLOUR, "Red").pending("order").place(1).isKnown();
            option(40, SIZE, "L").pending("order").place(1).isKnown();
            option(31, COLOUR, "Blue").pending("order").place(2).isKnown();

            assertThat(KnownTermQuestions.renaming(known))
                    .contains(TermQuestion.about(
                            TermKind.OPTION,
                            Ask.RENAME,
                            List.of(
                                    new Known(30, new Wanted(TermKind.OPTION, COLOUR, "Red"), null, false, 1),
                                    new Known(31, new Wanted(TermKind.OPTION, COLOUR, "Blue"), null, false, 2))));
        }

        @Test
        void areSentForAHundredCategoriesAtMost() {
            IntStream.rangeClosed(1, 101)
                    .forEach(i -> term(i, TermKind.CATEGORY, 0, "C" + i)
                            .pending("name")
                            .isKnown());

            assertThat(KnownTermQuestions.renaming(known))
                    .get()
                    .extracting(TermQuestion::known)
                    .asList()
                    .hasSize(100);
        }
    }

    @Nested
    class OptionsThatAreSent {

        @Test
        void areCheckedOnceEachThoughSeveralProductsNameThem() {
            Wanted red = option(30, COLOUR, "Red").isKnown();
            Wanted blue = option(31, COLOUR, "Blue").isKnown();

            assertThat(KnownTermQuestions.checking(CLAIM, List.of(List.of(red, blue), List.of(red)), known, NOW))
                    .contains(TermQuestion.about(
                            TermKind.OPTION,
                            Ask.CHECK,
                            List.of(new Known(30, red, null, false, null), new Known(31, blue, null, false, null))));
        }

        @Test
        void areNotCheckedIfTheStoreDoesNotHaveThemOrWasAskedInThisClaim() {
            Wanted unknown = new Wanted(TermKind.OPTION, COLOUR, "Green");
            Wanted lost = option(30, COLOUR, "Red").lost().isKnown();
            Wanted asked = option(31, COLOUR, "Blue").checkedIn(CLAIM).isKnown();
            Wanted askedBefore =
                    option(32, COLOUR, "White").checkedIn(new UUID(0, 2)).isKnown();

            assertThat(checked(List.of(List.of(unknown, lost, asked)))).isEmpty();
            assertThat(checked(List.of(List.of(unknown, lost, asked, askedBefore))))
                    .containsExactly(32L);
        }

        @Test
        void areCheckedForOneAttributeAtATime() {
            Wanted red = option(30, COLOUR, "Red").isKnown();
            Wanted large = option(40, SIZE, "L").isKnown();
            Wanted blue = option(31, COLOUR, "Blue").isKnown();

            assertThat(checked(List.of(List.of(red, large, blue)))).containsExactly(30L, 31L);
        }

        /** A call of few products shows at once what the shop has deleted; an export of many would ask in each call. */
        @ParameterizedTest(name = "{0} products, read {1} s ago: {2}")
        @CsvSource({"10, 0, true", "11, 0, false", "11, 60, false", "11, 61, true"})
        void areTrustedForAMinuteInACallOfMany(int products, int secondsAgo, boolean asked) {
            Wanted red = option(30, COLOUR, "Red")
                    .readAt(NOW.minusSeconds(secondsAgo))
                    .isKnown();

            assertThat(checked(Stream.generate(() -> List.of(red))
                                    .limit(products)
                                    .toList())
                            .contains(30L))
                    .isEqualTo(asked);
        }

        @Test
        void areCheckedInCallsOfAHundred() {
            List<Wanted> many = IntStream.rangeClosed(1, 101)
                    .mapToObj(i -> option(i, COLOUR, "C" + i).isKnown())
                    .toList();

            assertThat(checked(List.of(many))).hasSize(100).startsWith(1L).endsWith(100L);
        }

        private List<Long> checked(List<List<Wanted>> options) {
            return KnownTermQuestions.checking(CLAIM, options, known, NOW)
                    .map(KnownTermQuestionsTest::ids)
                    .orElse(List.of());
        }
    }

    @Nested
    class TermsThatAProductNoLongerShows {

        @Test
        void areAskedFor() {
            term(7, TermKind.TAG, 0, "new").readAt(Instant.EPOCH).isKnown();
            term(8, TermKind.TAG, 0, "red").isKnown();

            assertThat(KnownTermQuestions.doubted(known))
                    .contains(TermQuestion.about(
                            TermKind.TAG,
                            Ask.CHECK,
                            List.of(new Known(7, new Wanted(TermKind.TAG, 0, "new"), null, false, null))));
        }

        @Test
        void areNoQuestionIfThereAreNone() {
            term(8, TermKind.TAG, 0, "red").isKnown();

            assertThat(KnownTermQuestions.doubted(known)).isEmpty();
        }

        @Test
        void areAskedForByKindAndOptionsByAttribute() {
            option(30, COLOUR, "Red").readAt(Instant.EPOCH).isKnown();
            term(7, TermKind.TAG, 0, "new").readAt(Instant.EPOCH).isKnown();
            option(40, SIZE, "L").readAt(Instant.EPOCH).isKnown();
            option(31, COLOUR, "Blue").readAt(Instant.EPOCH).isKnown();

            assertThat(KnownTermQuestions.doubted(known)).get().satisfies(question -> {
                assertThat(question.kind()).isEqualTo(TermKind.OPTION);
                assertThat(ids(question)).containsExactly(30L, 31L);
            });
        }

        @Test
        void areAskedForTogetherWhereverCategoriesLieInTheTree() {
            term(1, TermKind.CATEGORY, 0, "Shirts").readAt(Instant.EPOCH).isKnown();
            term(2, TermKind.CATEGORY, 1, "Long").readAt(Instant.EPOCH).isKnown();

            assertThat(KnownTermQuestions.doubted(known))
                    .get()
                    .satisfies(question -> assertThat(ids(question)).containsExactly(1L, 2L));
        }

        @Test
        void areAskedForInCallsOfAHundred() {
            IntStream.rangeClosed(1, 101)
                    .forEach(i -> term(i, TermKind.TAG, 0, "t" + i)
                            .readAt(Instant.EPOCH)
                            .isKnown());

            assertThat(KnownTermQuestions.doubted(known))
                    .get()
                    .extracting(TermQuestion::known)
                    .asList()
                    .hasSize(100);
        }
    }

    @Nested
    class OptionsOfVariationsThatAreNotSent {

        private static final String RED = "{attributes: [{id: 4, option: 'red'}]}";

        /** After a loss the store answers with the slug, which looks the same. */
        @Test
        void areAskedForIfTheirNamesAreSlugs() {
            Wanted red = option(30, COLOUR, "red").isKnown();

            assertThat(unclear(variation(Plan.Action.UPDATE, RED)))
                    .contains(TermQuestion.about(
                            TermKind.OPTION, Ask.CHECK, List.of(new Known(30, red, null, false, null))));
        }

        @ParameterizedTest(name = "{0}, which the store shows as {1}: {2}")
        @CsvSource({"red, , true", "Red, , false", "dark red, , false", "Red, red-2, true", "red, Red, false"})
        void areAskedForByTheStoresName(String name, @Nullable String shown, boolean asked) {
            Term term = option(30, COLOUR, name);
            (shown == null ? term : term.shownAs(shown)).isKnown();

            assertThat(unclear(variation(Plan.Action.UPDATE, "{attributes: [{id: 4, option: '" + name + "'}]}"))
                            .isPresent())
                    .isEqualTo(asked);
        }

        @ParameterizedTest(name = "read {0} s ago: {1}")
        @CsvSource({"600, false", "601, true"})
        void areAskedForEveryTenMinutes(int secondsAgo, boolean asked) {
            option(30, COLOUR, "red").readAt(NOW.minusSeconds(secondsAgo)).isKnown();

            assertThat(unclear(variation(Plan.Action.UPDATE, RED)).isPresent()).isEqualTo(asked);
        }

        @Test
        void areNotAskedForIfTheStoreDoesNotHaveThem() {
            assertThat(unclear(variation(Plan.Action.UPDATE, RED))).isEmpty();

            option(30, COLOUR, "red").lost().isKnown();

            assertThat(unclear(variation(Plan.Action.UPDATE, RED))).isEmpty();
        }

        @Test
        void areNotAskedForWithoutAnUpdateOfAVariation() {
            option(30, COLOUR, "red").isKnown();

            assertThat(unclear(
                            variation(Plan.Action.NOTHING, RED),
                            row().linked(70).plan(Plan.Action.UPDATE, Documents.of(RED))))
                    .isEmpty();
        }

        @Test
        void areAskedForOnceThoughSeveralVariationsHaveThem() {
            option(30, COLOUR, "red").isKnown();

            assertThat(unclear(variation(Plan.Action.UPDATE, RED), variation(Plan.Action.UPDATE, RED)))
                    .get()
                    .satisfies(question -> assertThat(ids(question)).containsExactly(30L));
        }

        private Plan variation(Plan.Action action, String document) {
            return row().linked(71).variantOf(50, 70L).plan(action, Documents.of(document));
        }

        private Optional<TermQuestion> unclear(Plan... plans) {
            List<Needs> needs = Stream.of(plans)
                    .map(plan -> new Needs(plan, plan, Set.of(), Set.of()))
                    .toList();
            return KnownTermQuestions.unclear(needs, known, NOW);
        }
    }
}
