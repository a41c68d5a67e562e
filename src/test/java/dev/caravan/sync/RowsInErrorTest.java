package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partial export leaves alone what was refused before it was sent, and what the store would drop as it did. */
@SyncTest
class RowsInErrorTest extends TermsOfAStore {

    /** A variable product with two variants whose options are one to the store. */
    private record Family(Item parent, Item rose, Item twin) {

        List<Item> all() {
            return List.of(parent, rose, twin);
        }
    }

    @BeforeEach
    void aGlobalAttribute() {
        haveGlobalAttribute();
    }

    @Test
    void aPartialExportMakesNoCallForWhatCannotBeSent() {
        Item tagged = shop.product();
        Item nameless = shop.product();
        Item family = parent();
        variant(family, "S");
        Item twin = variant(family, "S");
        shop.export(store, tagged, nameless, family, coloured("Rosé"));
        Item rose = coloured("Rose");
        shop.export(store, rose);
        shop.change(tagged, "{\"tags\":[\"50%AB\"]}");
        shop.change(nameless, "{\"name\":\"0\"}");
        List<Item> refused = List.of(tagged, nameless, twin, rose);
        refused.forEach(item -> shop.awaitStatus(store, item, "error"));
        shop.awaitQuiet(store);
        store.store().clearCalls();

        exportPartially(refused);

        assertThat(store.store().calls()).isEmpty();
        assertThat(refused)
                .allSatisfy(item -> assertThat(shop.status(store, item)).isEqualTo("error"));
        shop.change(tagged, "{\"tags\":[\"50 %\"]}");
        shop.awaitStatus(store, tagged, "synced");
    }

    /** The store drops a choice that its variable product does not have; that one is in error. */
    @Test
    void aPartialExportSendsNoChoiceThatTheStoreWouldDropAgain() {
        Family family = aFamilyWhoseChoicesAreRefused();
        Item rose = family.rose();
        shop.awaitQuiet(store);
        assertThat(shop.row(store, rose).path("errorMessage").asText()).contains("drops its choice");
        store.store().clearCalls();

        exportPartially(family.all());

        assertThat(store.store().calls()).isEmpty();
        assertThat(shop.status(store, rose)).isEqualTo("error");
        assertThat(shop.row(store, rose).path("errorMessage").asText()).contains("drops its choice");
        shop.price(rose, "21.00");
        shop.awaitField(store, rose, "regular_price", "21.00");
        shop.awaitQuiet(store);
        assertThat(shop.status(store, rose)).as("the rest is sent").isEqualTo("error");

        shop.delete(family.twin());

        awaitUntil(() -> shownOption(rose).equals("Rosé"));
        shop.awaitStatus(store, rose, "synced");
        shop.awaitStatus(store, family.parent(), "synced");
    }

    @Test
    void aFullExportTriesAgainWhatTheStoreHasDropped() {
        Family family = aFamilyWhoseChoicesAreRefused();
        Item rose = family.rose();
        shop.awaitQuiet(store);
        store.store().clearCalls();

        shop.startExport(store, List.of(rose));

        awaitUntil(() -> store.pushes() > 0);
    }

    /** Its variable product is in the store without choices. */
    private Family aFamilyWhoseChoicesAreRefused() {
        Item parent = parent();
        shop.export(store, parent);
        shop.configure(store, "{\"autoSync\":false}");
        Family family = new Family(parent, variant(parent, "Rosé"), variant(parent, "Rose"));
        shop.configure(store, "{\"autoSync\":true}");
        shop.startExport(store, family.all());
        family.all().forEach(item -> shop.awaitStatus(store, item, "error"));
        return family;
    }

    private void exportPartially(List<Item> items) {
        String body = "{\"connectionId\":%d,\"productIds\":%s,\"partialUpdate\":true}"
                .formatted(store.id(), items.stream().map(Item::id).toList());
        Api.Answer answer = api.post(Shop.PATH + "/connections/export", body).expect(200);
        JsonNode json = answer.json();
        assertThat(json).isNotNull();
        shop.awaitQuiet(store);
    }
}
