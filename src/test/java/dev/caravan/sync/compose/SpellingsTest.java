package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms that a store shows in another letter case than the catalogue. */
class SpellingsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"categories, category", "tags, tag", "brands, brand"})
    void namesTheTermAndBothSpellings(String field, String kind) {
        assertThat(Spellings.of(
                        Documents.of("{" + field + ": [{id: 3, name: 'Shirts'}]}"),
                        shown("{" + field + ": [{id: 3, name: 'SHIRTS'}]}")))
                .containsExactly(
                        "The store shows its " + kind + " SHIRTS for Shirts: letter case does not count there");
    }

    @Test
    void namesTheOptionOfAGlobalAttribute() {
        assertThat(Spellings.of(
                        Documents.of("{attributes: [{id: 4, options: ['Red', 'Blue']}]}"),
                        shown("{attributes: [{id: 4, name: 'Colour', options: ['red', 'Blue']}]}")))
                .containsExactly("The store shows its option red for Red: letter case does not count there");
    }

    @Test
    void saysNothingOfTheSameSpelling() {
        assertThat(Spellings.of(
                        Documents.of("{tags: [{id: 3, name: 'new'}]}"), shown("{tags: [{id: 3, name: 'new'}]}")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} tags: {1} told")
    @CsvSource({"5, 5", "6, 5"})
    void tellsTheFirstFew(int tags, int told) {
        assertThat(Spellings.of(
                        Documents.of("{tags: [" + tags(tags, "t") + "]}"), shown("{tags: [" + tags(tags, "T") + "]}")))
                .hasSize(told)
                .startsWith("The store shows its tag T1 for t1: letter case does not count there");
    }

    private static String tags(int count, String letter) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{id: %d, name: '%s%d'}".formatted(i, letter, i))
                .collect(Collectors.joining(","));
    }
}
