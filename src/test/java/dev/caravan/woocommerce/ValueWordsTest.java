package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueWordsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'10.00' | 10.00",
                "5 | 5",
                "null | ``",
                "[] | ``",
                "[{'id': 16, 'name': 'Shirts'}, {'id': 18}] | Shirts, 18",
                "[{'name': 'summer'}] | summer",
                "[{'id': 1, 'name': 'Color', 'options': ['Red', 'Blue']}] | Color: Red, Blue",
                "[{'id': 1, 'option': 'Red'}] | 1: Red",
                "{'length': '5', 'width': '20'} | length 5, width 20",
            })
    void saysAValueInWordsThatPeopleRead(String value, String words) {
        assertThat(ValueWords.of(Wire.json(value))).isEqualTo(words);
    }

    @Test
    void hasNoWordsForAFieldThatIsNotThere() {
        assertThat(ValueWords.of(MissingNode.getInstance())).isEmpty();
    }
}
