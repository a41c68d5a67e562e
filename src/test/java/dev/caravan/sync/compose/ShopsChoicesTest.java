package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.json;
import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.row;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Documents;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.sync.batch.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choices that a shop has given a variable product, when the mapping sends attributes without any choice. */
class ShopsChoicesTest {

    private static final String MATERIAL = "{name: 'Material', position: 0, visible: true, options: ['Wool']}";
    private static final String COLOUR =
            "{id: 0, name: 'Farbton', visible: true, variation: true, options: ['Blue', 'Red']}";

    @Test
    void areAskedForBeforeAttributesWithoutAChoiceAreSent() {
        assertThat(ShopsChoices.mustAsk(sending(MATERIAL))).isTrue();
        assertThat(ShopsChoices.mustAsk(sending(MATERIAL + ", {name: 'Size', variation: true, options: ['L']}")))
                .as("the catalogue's own choices replace the shop's")
                .isFalse();
    }

    @Test
    void areNotAskedForIfThereIsNothingToLose() {
        assertThat(ShopsChoices.mustAsk(
                        row().linked(7).plan(Action.UPDATE, Documents.of("{type: 'variable', name: 'Shirt'}"))))
                .as("no attributes are sent")
                .isFalse();
        assertThat(ShopsChoices.mustAsk(row().linked(7)
                        .plan(Action.UPDATE, Documents.of("{type: 'simple', attributes: [" + MATERIAL + "]}"))))
                .as("a simple product")
                .isFalse();
        assertThat(ShopsChoices.mustAsk(
                        row().plan(Action.CREATE, Documents.of("{type: 'variable', attributes: [" + MATERIAL + "]}"))))
                .as("a new product")
                .isFalse();
    }

    @Test
    void areSentWithTheCataloguesAttributes() {
        assertThat(kept(MATERIAL, COLOUR)).isEqualTo(json("""
                [
                  {name: 'Material', position: 0, visible: true, options: ['Wool']},
                  {name: 'Farbton', position: 1, visible: true, variation: true, options: ['Blue', 'Red'], kept: true}
                ]"""));
    }

    @Test
    void ofAGlobalAttributeAreSentByItsId() {
        assertThat(kept(MATERIAL, "{id: 4, name: 'Farbton', visible: false, variation: true, options: ['Blue']}")
                        .path(1))
                .isEqualTo(
                        json("{id: 4, position: 1, visible: false, variation: true, options: ['Blue'], kept: true}"));
    }

    @Test
    void areNotAllAttributesOfTheShop() {
        assertThat(kept(MATERIAL, COLOUR + ", {id: 0, name: 'Origin', variation: false, options: ['Peru']}"))
                .extracting(attribute -> attribute.path("name").asText())
                .containsExactly("Material", "Farbton");
    }

    /** What the shop has chosen by and the catalogue shows is one attribute; letter case makes no second option. */
    @Test
    void areJoinedWithTheCataloguesAttributeOfTheSameName() {
        assertThat(kept(
                        "{name: 'FARBTON', options: ['red', 'Green']}",
                        "{id: 0, name: 'Farbton', variation: true, options: ['Blue', 'Red']}"))
                .isEqualTo(json("[{name: 'FARBTON', options: ['red', 'Green'], kept: ['Blue', 'Red', 'Green']}]"));
    }

    @Test
    void areJoinedWithTheCataloguesGlobalAttributeOfTheSameId() {
        assertThat(kept(
                        "{id: 5, options: ['L']}, {id: 4, options: ['Green']}",
                        "{id: 4, name: 'Farbton', variation: true, options: ['Blue']}"))
                .isEqualTo(json("[{id: 5, options: ['L']}, {id: 4, options: ['Green'], kept: ['Blue', 'Green']}]"));
    }

    @Test
    void areJoinedByTheStoresNamesOfOptions() {
        assertThat(kept(
                        "{id: 4, options: ['Green'], stored: ['Olive']}",
                        "{id: 4, name: 'Farbton', variation: true, options: ['Blue']}"))
                .isEqualTo(json("[{id: 4, options: ['Green'], stored: ['Olive'], kept: ['Blue', 'Olive']}]"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{id: 4, name: 'Farbton', options: ['Green']}", "{name: 'Farbe', options: ['Green']}"})
    void areNotJoinedWithAnotherAttribute(String ours) {
        assertThat(kept(ours, COLOUR)).hasSize(2);
    }

    @Test
    void areLeftOutIfTheShopHasNone() {
        Plan plan = sending(MATERIAL);

        assertThat(ShopsChoices.keep(plan, null, store())).isSameAs(plan);
        assertThat(ShopsChoices.keep(plan, shown("{type: 'variable'}"), store()))
                .isSameAs(plan);
        assertThat(ShopsChoices.keep(plan, shown("{attributes: [{id: 0, name: 'Origin', variation: false}]}"), store()))
                .isSameAs(plan);
    }

    @Test
    void areLeftOutIfTheCatalogueHasChoicesItself() {
        Plan plan = sending("{name: 'Size', variation: true, options: ['L']}");

        assertThat(ShopsChoices.keep(plan, shown("{attributes: [" + COLOUR + "]}"), store()))
                .isSameAs(plan);
    }

    /** They are the catalogue's former choices, which go with the last of its variants. */
    @Test
    void areNotThoseOfAProductThatCaravanHasCreated() {
        Plan plan = sending(MATERIAL);
        String marked = "{attributes: [" + COLOUR + "], meta_data: [{key: '_caravan_product', value: '%s'}]}";

        assertThat(ShopsChoices.keep(plan, shown(marked.formatted("1-101")), store()))
                .isSameAs(plan);
        assertThat(ShopsChoices.keep(plan, shown(marked.formatted("1-102")), store()))
                .as("made for another product")
                .isNotSameAs(plan);
    }

    @Test
    void areToldInTheHistoryOnceTheyWereSent() {
        Plan plan = ShopsChoices.keep(sending(MATERIAL), shown("{attributes: [" + COLOUR + "]}"), store());
        String answer = "{attributes: [" + MATERIAL + ", " + COLOUR + ", {id: 5, name: 'Fit', variation: true}]}";

        assertThat(ShopsChoices.remark(plan, shown(answer)))
                .contains(
                        new Remark(
                                "choices_kept",
                                "Choices of the shop are kept (Farbton, Fit), as no variant has values for choices that the mapping sends"));
    }

    @Test
    void areNotToldIfNoneWereSent() {
        String answer = "{attributes: [" + COLOUR + "]}";

        assertThat(ShopsChoices.remark(sending(MATERIAL), shown(answer))).isEmpty();
        assertThat(ShopsChoices.remark(
                        row().linked(7).plan(Action.UPDATE, Documents.of("{name: 'Shirt'}")), shown(answer)))
                .isEmpty();
    }

    private static Plan sending(String attributes) {
        return row().linked(7)
                .plan(Action.UPDATE, Documents.of("{type: 'variable', attributes: [" + attributes + "]}"));
    }

    /** The attributes that are sent if the shop's product has some. */
    private static JsonNode kept(String ours, String theirs) {
        Plan plan = ShopsChoices.keep(sending(ours), shown("{attributes: [" + theirs + "]}"), store());
        return json(String.valueOf(plan.change().fields().get("attributes")));
    }
}
