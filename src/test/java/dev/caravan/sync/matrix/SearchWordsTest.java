package dev.caravan.sync.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "blue  Shirt ~ 'blue':* & 'Shirt':*",
                "SKU-01 ~ ('SKU-01':* | 'SKU':* & '01':*)",
                "o'neil ~ ('o''neil':* | 'o':* & 'neil':*)",
                "a\\b ~ ('a\\\\b':* | 'a':* & 'b':*)",
                "' ~ '''':*",
                "x:*|!(y ~ ('x:*|!(y':* | 'x':* & '!':* & 'y':*)",
            })
    void areBeginningsAndNeverAnOperator(String search, String query) {
        assertThat(SearchWords.of(search)).isEqualTo(query);
    }

    @Test
    void areNoneInABlankSearch() {
        assertThat(SearchWords.of(null)).isNull();
        assertThat(SearchWords.of(" \t\u0000 ")).isNull();
    }

    @Test
    void areLimited() {
        assertThatThrownBy(() -> SearchWords.of("x".repeat(201))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> SearchWords.of("x ".repeat(11))).isInstanceOf(ApiException.class);
    }
}
