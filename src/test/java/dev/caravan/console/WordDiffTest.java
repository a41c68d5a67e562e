package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordDiffTest {

    private static String marked(List<WordDiff.Piece> pieces) {
        return pieces.stream()
                .map(piece -> piece.changed() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }

    private static String diff(String before, String after) {
        WordDiff.Sides sides = WordDiff.of(before, after);
        return marked(sides.before()) + " → " + marked(sides.after());
    }

    @Test
    void marksTheWordsThatDiffer() {
        assertThat(diff("of washed linen", "of stone-washed linen"))
                .isEqualTo("of washed linen → of [stone-]washed linen");
        assertThat(diff("39.00", "34.90")).isEqualTo("[39.00] → [34.90]");
        assertThat(diff("", "new")).isEqualTo(" → [new]");
        assertThat(diff("gone", "")).isEqualTo("[gone] → ");
        assertThat(diff("the same", "the same")).isEqualTo("the same → the same");
        assertThat(diff("a b a", "b a b")).isEqualTo("[a ]b a → b a[ b]");
    }

    @Test
    void aLongTextIsShownAroundWhatChanges() {
        String text = IntStream.range(0, 500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        String shown = diff(text, text.replace("word250", "other"));

        assertThat(shown).hasSizeLessThan(1_000).contains("…", "[word250]", "[other]", "word249", "word251");
    }

    /** What differs is shown wherever it is, and in texts of one word as well. */
    @ParameterizedTest
    @ValueSource(strings = {"word ", "word", "🏕"})
    void longTextsThatDifferAtTheirEndAreNotShownAsEqual(String word) {
        String same = word.repeat(60_000 / word.length());

        WordDiff.Sides sides = WordDiff.of(same + " red", same + " blue");

        assertThat(marked(sides.before())).startsWith("…").contains("[red]").hasSizeLessThan(4_000);
        assertThat(marked(sides.after())).startsWith("…").contains("[blue]");
        assertThat(diff("red " + same, "blue " + same))
                .contains("[red]", "[blue]")
                .endsWith("…");
        assertThat(diff(same, same + "!")).contains("[!]");
    }

    @Test
    void aDifferenceInTheMiddleOfAVeryLongWordIsShown() {
        String half = "x".repeat(30_000);

        WordDiff.Sides sides = WordDiff.of(half + "a" + half, half + "b" + half);

        assertThat(marked(sides.before())).contains("xax").isNotEqualTo(marked(sides.after()));
    }

    /** As large as a description may be, and with nothing in common. */
    @Test
    void aVeryLargeTextTakesNoTimeAndLittleRoom() {
        String before = "a ".repeat(500_000);
        String after = "b ".repeat(500_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(diff(before, after)).hasSizeLessThan(20_000));
    }
}
