package dev.caravan.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlikeNamesTest {

    /** A slug that would be empty is kept as the name, so that two names of other scripts are not taken for one. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Größe, grose", "Net  weight / kg, net-weight-kg", "-a-, a", "色, 色", "?!, ?!", "Łódź – 2, lodz-2"})
    void makesTheSlugOfAName(String name, String slug) {
        assertThat(AlikeNames.slug(name)).isEqualTo(slug);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "Grösse, Grosse, true",
        "Ton (dB), Ton dB, true",
        "Ton(dB), Ton dB, false",
        "Øre, Ore, true",
        "Łódź, Lodz, true",
        "A&B, AB, true",
        "A&B, A B, false",
        "C++, C#, true",
        "B/W, B-W, true",
        "A_B, A-B, false",
        "Край, Краи, false",
        "नील, नीला, false"
    })
    void namesOfAttributesMakeOneSlugOrTwo(String one, String other, boolean alike) {
        assertThat(AlikeNames.slug(one).equals(AlikeNames.slug(other))).isEqualTo(alike);
    }
}
