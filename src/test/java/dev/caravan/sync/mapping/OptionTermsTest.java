package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Entry;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.KnownTerms.State;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The store's global attribute 1 is Colour; its option Red has id 31 there, and Blue has 32. */
class OptionTermsTest {

    private static final Document COLOURS = Documents.of(
            "{'name':'Shirt','attributes':[{'id':1,'options':['Red','Blue']},{'name':'Fit','options':['Red']}]}");

    private final Map<Slot, Entry> known = new HashMap<>();

    @Test
    void leavesOptionsAsTheyAreWhileTheStoreNamesThemLikeTheCatalogue() {
        know("Red", 31L, "Red", false, null);
        know("Blue", 32L, "Blue", false, "Blue");

        assertThat(with(COLOURS)).isEqualTo(COLOURS);
    }

    @Test
    void marksTheNamesOfTheStoreWhereOneDiffers() {
        know("Red", 31L, "red", false, "Crimson");

        assertThat(with(COLOURS).fields().get("attributes"))
                .isEqualTo(Documents.json("[{'id':1,'options':['Red','Blue'],'stored':['Crimson','Blue']},"
                        + "{'name':'Fit','options':['Red']}]"));
        assertThat(with(COLOURS).fields()).containsKey("name");
    }

    @Test
    void saysWhichOptionsCaravanHasMadeAndTheShopHasRenamed() {
        made("Red", 31L, "Red", "Crimson");
        made("Blue", 32L, "blue", "Navy");

        assertThat(colour())
                .as("another spelling was made than ours is now, so that Navy is not for sure a rename")
                .isEqualTo(Documents.json(
                        "{'id':1,'options':['Red','Blue'],'stored':['Crimson','Navy'],'renamed':['Red']}"));
    }

    @Test
    void marksTheOptionsThatWereMadeAgainByTheirIds() {
        know("Red", 41L, "Red", true, null);
        know("Blue", 32L, "Blue", true, null);

        assertThat(colour()).isEqualTo(Documents.json("{'id':1,'options':['Red','Blue'],'remade':[32,41]}"));
    }

    @Test
    void knowsNothingOfAnOptionThatTheStoreHasLost() {
        know("Red", null, "Red", true, "Crimson");

        assertThat(with(COLOURS)).isEqualTo(COLOURS);
    }

    @Test
    void marksTheOneOptionOfAVariation() {
        Document red = Documents.of("{'attributes':[{'id':1,'option':'Red'}]}");
        assertThat(with(red)).isEqualTo(red);

        made("Red", 31L, "Red", "Crimson");

        assertThat(with(red).fields().get("attributes"))
                .isEqualTo(Documents.json("[{'id':1,'option':'Red','stored':'Crimson','renamed':['Red']}]"));
    }

    @Test
    void looksAtNoDocumentWithoutAttributes() {
        know("Red", 31L, "red", false, "Crimson");
        Document nothing = Documents.of("{'attributes':[]}");
        Document name = Documents.of("{'name':'Shirt'}");

        assertThat(with(nothing)).isSameAs(nothing);
        assertThat(with(name)).isSameAs(name);
    }

    private JsonNode colour() {
        return Objects.requireNonNull(Documents.reread(with(COLOURS)).fields().get("attributes"))
                .path(0);
    }

    private Document with(Document document) {
        return OptionTerms.with(document, new KnownTerms(known));
    }

    private void know(String option, @Nullable Long id, String name, boolean remade, @Nullable String shown) {
        known.put(slot(option), new Entry(State.KNOWN, id, NOW, name, null, null, false, shown, remade, null, null));
    }

    /** By Caravan, under this name. */
    private void made(String option, long id, String name, String shown) {
        known.put(slot(option), new Entry(State.KNOWN, id, NOW, name, null, null, true, shown, false, null, null));
    }

    private static Slot slot(String option) {
        return Slot.of(new Wanted(TermKind.OPTION, 1, option));
    }
}
