package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.sync.compose.LostTerm;
import dev.caravan.sync.mapping.TermNames.Resolved;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermNamesTest {

    private static final Instant TRUSTED = NOW.minus(Duration.ofHours(1));
    private final Map<Slot, Entry> known = new HashMap<>();

    @Test
    void putsTheIdOfTheLeafInThePlaceOfAPath() {
        know(TermKind.CATEGORY, 0, "Clothing", 22);
        know(TermKind.CATEGORY, 22, "Shirts", 16);
        know(TermKind.CATEGORY, 0, "Shirts", 99);

        Resolved resolved = resolve("{'categories':[{'name':'Clothing > Shirts'},{'name':'clothing > shirts'}]}");

        assertThat(resolved.missing()).isEmpty();
        assertThat(field(resolved, "categories")).isEqualTo("[{\"id\":16}]");
    }

    @Test
    void readsAnArrowThatBelongsToAName() {
        know(TermKind.CATEGORY, 0, "Wood", 22);
        know(TermKind.CATEGORY, 22, "Boards >2 m", 16);
        know(TermKind.CATEGORY, 0, "Boards >2 m", 17);
        know(TermKind.CATEGORY, 0, "C:\\", 18);

        Resolved resolved =
                resolve("{'categories':[{'name':'Wood > Boards \\\\>2 m'},{'name':'Boards >2 m'},{'name':'C:\\\\'}]}");

        assertThat(resolved.missing()).isEmpty();
        assertThat(field(resolved, "categories")).isEqualTo("[{\"id\":16},{\"id\":17},{\"id\":18}]");
    }

    @Test
    void asksForTheUppermostCategoryThatIsMissing() {
        know(TermKind.CATEGORY, 0, "Clothing", 22);

        Resolved resolved = resolve(
                "{'categories':[{'name':'Clothing > Shirts > Short'},{'name':'New > Shirts'}],'tags':[{'name':'x'}]}");

        assertThat(resolved.missing())
                .containsExactly(
                        new Wanted(TermKind.CATEGORY, 22, "Shirts"),
                        new Wanted(TermKind.CATEGORY, 0, "New"),
                        new Wanted(TermKind.TAG, 0, "x"));
    }

    @Test
    void keepsAnEmptyListEmpty() {
        Resolved resolved = resolve("{'categories':[],'tags':[],'brands':[],'attributes':[]}");

        assertThat(resolved.missing()).isEmpty();
        assertThat(resolved.document().fields().values()).allMatch(JsonNode::isEmpty);
    }

    @Test
    void namesGlobalAttributesByTheirIdAndLeavesOthersAsTheyAre() {
        know(TermKind.ATTRIBUTE, 0, "Color", 1);
        known.put(new Slot(TermKind.ATTRIBUTE, 0, "fit"), new Entry(State.ABSENT, null, NOW));

        Resolved resolved =
                resolve("{'attributes':[{'name':'Color','options':['Red']},{'name':'Fit','options':['Slim']}]}");

        assertThat(resolved.missing()).isEmpty();
        assertThat(field(resolved, "attributes"))
                .isEqualTo("[{\"id\":1,\"options\":[\"Red\"]},{\"name\":\"Fit\",\"options\":[\"Slim\"]}]");
    }

    @Test
    void asksWhetherAnAttributeIsGlobalOnceAnHour() {
        String fit = "{'attributes':[{'name':'Fit'}]}";
        assertThat(resolve(fit).missing()).hasSize(1);

        known.put(new Slot(TermKind.ATTRIBUTE, 0, "fit"), new Entry(State.ABSENT, null, TRUSTED));
        assertThat(resolve(fit).missing()).isEmpty();

        known.put(new Slot(TermKind.ATTRIBUTE, 0, "fit"), new Entry(State.ABSENT, null, TRUSTED.minusMillis(1)));
        assertThat(resolve(fit).missing()).hasSize(1);
    }

    @Test
    void asksForAGlobalAttributeToBeMadeOnlyIfTheMappingWantsIt() {
        known.put(new Slot(TermKind.ATTRIBUTE, 0, "fit"), new Entry(State.ABSENT, null, NOW));
        assertThat(resolve("{'attributes':[{'name':'Fit','global':true}]}").missing())
                .hasSize(1);

        known.put(new Slot(TermKind.ATTRIBUTE, 0, "fit"), new Entry(State.REFUSED, null, NOW));
        Resolved refused = resolve("{'attributes':[{'name':'Fit','global':true}]}");
        assertThat(refused.missing()).isEmpty();
        assertThat(refused.refused()).extracting(Wanted::name).containsExactly("Fit");
        assertThat(resolve("{'attributes':[{'name':'Fit'}]}").refused())
                .as("without a word of a global one it is the product's own")
                .isEmpty();
    }

    @Test
    void findsTheOptionsOfGlobalAttributesAlone() {
        assertThat(TermNames.options(Documents.of(
                        "{'attributes':[{'id':1,'options':['Red','Red',' ','Blue']},{'name':'Fit','options':['Slim']},"
                                + "{'id':2,'option':'S'},{'id':3}]}")))
                .containsExactly(
                        new Wanted(TermKind.OPTION, 1, "Red"),
                        new Wanted(TermKind.OPTION, 1, "Blue"),
                        new Wanted(TermKind.OPTION, 2, "S"));
        assertThat(TermNames.options(Documents.of("{'name':'x'}"))).isEmpty();
    }

    @Test
    void noticesWhatTheStoreLeftOut() {
        Document sent = Documents.of(
                "{'categories':[{'id':16},{'id':17}],'tags':[{'id':5}],'attributes':[{'id':1,'options':['a']},{'id':2,'options':[]}]}");

        assertThat(LostTerm.among(
                        sent, Documents.shown("{'categories':[{'id':16}],'tags':[{'id':5}],'attributes':[]}")))
                .containsExactly(new LostTerm(TermKind.CATEGORY, 17), new LostTerm(TermKind.ATTRIBUTE, 1));
        assertThat(LostTerm.among(sent, Documents.shown("{}")))
                .as("a store that shows no such field")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'name':'Shirt'} ; false",
                "{'categories':[],'tags':[]} ; false",
                "{'categories':[],'tags':[{'name':'red'}]} ; true",
                "{'attributes':[{'name':'Fit'}]} ; true",
            })
    void saysWhetherThereIsAnyNameToReplace(String document, boolean needed) {
        assertThat(TermNames.needed(Documents.of(document))).isEqualTo(needed);
    }

    @Test
    void findsAllNamesWhereverTheyLieInTheTree() {
        assertThat(TermNames.in(Documents.of("{'categories':[{'name':'Clothing > Shirts'},{'name':'Clothing'}],"
                        + "'tags':[{'name':'a > b'}],'attributes':[{'name':'Fit','options':['Slim']}]}")))
                .containsExactly(
                        new Wanted(TermKind.CATEGORY, 0, "Clothing"),
                        new Wanted(TermKind.CATEGORY, 0, "Shirts"),
                        new Wanted(TermKind.TAG, 0, "a > b"),
                        new Wanted(TermKind.ATTRIBUTE, 0, "Fit"));
    }

    private void know(TermKind kind, long parent, String name, long id) {
        known.put(
                Slot.of(new Wanted(kind, parent, name)),
                new Entry(State.KNOWN, id, Instant.EPOCH.plusSeconds(4_000_000_000L)));
    }

    private Resolved resolve(String fields) {
        return TermNames.resolve(Documents.of(fields), new KnownTerms(known), TRUSTED);
    }

    private static String field(Resolved resolved, String name) {
        return String.valueOf(resolved.document().sent().fields().get(name));
    }
}
