package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingPreviewSentenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20299 |   1 |   1 |    1 | false | This product would be shown otherwise.",
                "20299 |   1 |   0 |    0 | false | This product would be shown as it is now.",
                "20299 |   3 |   2 |    2 | false | 2 of the 3 products would be shown otherwise.",
                "    3 |   3 |   3 |    3 | false | 3 of the 3 products would be shown otherwise.",
                "20299 | 500 | 100 | 4060 | true  | About 4,060 of 20,299 products would be shown otherwise; 500 were looked at.",
                "20299 | 500 |   0 |    0 | true  | None of the 500 products that were looked at would be shown otherwise.",
                "    0 |   0 |   0 |    0 | false | There is no product in this store to be looked at.",
            })
    void speaksOfTheProductsThatItIsAbout(
            long linked, long examined, long changing, long estimate, boolean isEstimate, String sentence) {
        assertThat(new MappingPreview(linked, examined, changing, estimate, isEstimate, List.of(), List.of())
                        .sentence())
                .isEqualTo(sentence);
    }
}
