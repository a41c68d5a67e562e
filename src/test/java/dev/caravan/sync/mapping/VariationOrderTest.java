package dev.caravan.sync.mapping;

import static dev.caravan.sync.Documents.json;
import static dev.caravan.sync.mapping.GivenProduct.choice;
import static dev.caravan.sync.mapping.GivenProduct.ordered;
import static dev.caravan.sync.mapping.GivenProduct.parent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.VariantOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationOrderTest {

    private static final VariantOptions SIZE = ordered(1, "Size", "S", "M", "L");
    private static final VariantOptions COLOUR = ordered(2, "Colour", "Red", "Blue");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"S, Red, 1001", "S, Blue, 1002", "M, Red, 2001", "L, Blue, 3002", "l, blue, 3002", "XL, Red, 1"})
    void placesAVariationByItsOptionsInTheOrderOfTheCatalogue(String size, String colour, int place) {
        assertThat(VariationOrder.of(
                        json("[{'name':'Size','option':'" + size + "'},{'name':'Colour','option':'" + colour + "'}]"),
                        parent(SIZE, COLOUR).build()))
                .contains(IntNode.valueOf(place));
    }

    @Test
    void leavesAChoiceOutThatTheCatalogueDoesNotOrder() {
        Product parent = parent(choice(3, "Fit", "Slim", "Wide"), SIZE).build();

        assertThat(VariationOrder.of(
                        json(
                                "[{'name':'Fit','option':'Wide'},{'name':'Size','option':'M'},{'name':'Cut','option':'A'}]"),
                        parent))
                .contains(IntNode.valueOf(2));
    }

    @Test
    void givesNoPlaceIfTheCatalogueOrdersNothing() {
        Product parent = parent(choice(3, "Fit", "Slim", "Wide")).build();

        assertThat(VariationOrder.of(json("[{'name':'Fit','option':'Wide'}]"), parent))
                .isEmpty();
        assertThat(VariationOrder.of(null, parent(SIZE).build())).isEmpty();
    }

    /** So that a place fits into an integer. */
    @Test
    void countsTheFirstThreeChoices() {
        Product parent = parent(SIZE, COLOUR, ordered(3, "Fit", "Slim", "Wide"), ordered(4, "Cut", "A", "B"))
                .build();

        assertThat(VariationOrder.of(
                        json("[{'name':'Size','option':'S'},{'name':'Colour','option':'Blue'},"
                                + "{'name':'Fit','option':'Wide'},{'name':'Cut','option':'B'}]"),
                        parent))
                .contains(IntNode.valueOf(1_002_002));
    }

    @ParameterizedTest(name = "the option with index {0}: {1}")
    @CsvSource({"997, 998", "998, 999", "999, 999", "1500, 999"})
    void countsTheFirstThousandOptions(int index, int place) {
        String[] years = IntStream.range(0, 2000).mapToObj(String::valueOf).toArray(String[]::new);

        assertThat(VariationOrder.of(
                        json("[{'name':'Year','option':'" + index + "'}]"),
                        parent(ordered(1, "Year", years)).build()))
                .contains(IntNode.valueOf(place));
    }

    /** A variation's option is sent with two backslashes for one. */
    @Test
    void findsAnOptionWithABackslash() {
        Product parent = parent(ordered(1, "Fit", "slim", "wide\\high", "A\nB")).build();

        assertThat(VariationOrder.of(json("[{'name':'Fit','option':'wide\\\\\\\\high'}]"), parent))
                .contains(IntNode.valueOf(2));
        assertThat(VariationOrder.of(json("[{'name':'Fit','option':'A B'}]"), parent))
                .contains(IntNode.valueOf(3));
    }

    @Test
    void sortsTheOptionsOfAParentAndPutsUnknownOnesFirst() {
        List<JsonNode> values = List.of(json("'L'"), json("'s'"), json("'XL'"), json("'M'"));

        assertThat(VariationOrder.sorted(values, SIZE))
                .extracting(JsonNode::asText)
                .containsExactly("XL", "s", "M", "L");
        assertThat(VariationOrder.sorted(
                        List.of(json("'slim'"), json("'wide\\\\high'"), json("'A'")),
                        ordered(1, "Fit", "wide\\high", "A", "slim")))
                .extracting(JsonNode::asText)
                .containsExactly("wide\\high", "A", "slim");
    }

    @Test
    void keepsTheOrderOfOptionsThatTheCatalogueDoesNotOrder() {
        assertThat(VariationOrder.sorted(
                        List.of(json("'Wide'"), json("'Slim'")),
                        new VariantOptions(3, "Fit", AttributeType.TEXT, List.of())))
                .extracting(JsonNode::asText)
                .containsExactly("Wide", "Slim");
    }
}
