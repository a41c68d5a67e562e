package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a store's term stands for ours in another letter case, the history says so. */
@SyncTest
class SpellingsTest extends TermsOfAStore {

    @BeforeEach
    void aGlobalAttribute() {
        haveGlobalAttribute();
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource({"ROSÉ, Rosé", "dark Red, Dark red", "Blau, blau"})
    void saysThatTheStoreSpellsAnOptionOtherwise(String wanted, String there) {
        store.store().seedOption(theirs, there);

        Item product = coloured(wanted);
        shop.export(store, product);

        assertThat(shownOptions(product)).containsExactly(there);
        assertThat(told()).singleElement().asString().contains(there).contains(wanted);
        shop.price(product, "11.00");
        shop.awaitField(store, product, "regular_price", "11.00");
        shop.awaitQuiet(store);
        assertThat(told()).as("with the change of the option alone").hasSize(1);
        Item other = coloured(wanted);
        shop.export(store, other);
        assertThat(told()).as("of each product").hasSize(2);
    }

    @Test
    void saysItOfAnotherProductsSpellingAndOfVariations() {
        shop.export(store, coloured("Rosé"));
        Item parent = parent();
        Item rose = variant(parent, "ROSÉ");

        shop.export(store, parent);
        shop.awaitQuiet(store);

        assertThat(shownOption(rose)).isEqualTo("Rosé");
        assertThat(shownOptions(parent)).containsExactly("Rosé");
        assertThat(told()).hasSize(2).allSatisfy(words -> assertThat(words).contains("ROSÉ"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tags", "categories"})
    void saysThatTheStoreSpellsATermOtherwise(String field) {
        String there = "rose " + name;
        if (field.equals("tags")) {
            store.store().seedTag(there);
        } else {
            store.store().seedCategory(there);
        }

        Item product = shop.product("\"%s\":[\"ROSE %s\"]".formatted(field, name));
        shop.export(store, product);

        assertThat(names(product, field)).containsExactly(there);
        assertThat(told()).singleElement().asString().contains("rose").contains("ROSE");
        shop.price(product, "11.00");
        shop.awaitField(store, product, "regular_price", "11.00");
        shop.awaitQuiet(store);
        assertThat(told()).hasSize(1);
    }

    @Test
    void respectsTheLetterCaseThatTheShopHasGivenToWhatCaravanHasMade() {
        Item product = shop.product("\"tags\":[\"Sale %s\"],%s".formatted(name, value(ours, "Rosé")));
        shop.export(store, product);
        store.store().renameOption(theirs, optionId("Rosé"), "ROSÉ");
        store.store().renameTag(termId(product, "tags"), "SALE " + name);

        shop.export(store, product);
        shop.export(store, product);

        assertThat(shownOptions(product)).containsExactly("ROSÉ");
        assertThat(names(product, "tags")).containsExactly("SALE " + name);
        assertThat(told()).isEmpty();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (JsonNode line : shop.logs(store, "&search=shown_otherwise")) {
            told.add(line.path("errorMessage").asText());
        }
        return told;
    }
}
