package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store keeps of a text in each place, against what was recorded. */
class StoredTextTest {

    @Test
    void knowsWhatBecomesOfSkus() {
        Recording recording = Recording.of("text-sku-batch");
        JsonNode sent = recording.request().path("body").path("create");
        JsonNode kept = recording.response().path("body").path("create");
        int compared = 0;
        for (int i = 0; i < sent.size(); i++) {
            assertThat(StoredText.line(sent.get(i).path("sku").asText()))
                    .isEqualTo(kept.get(i).path("sku").asText());
            compared++;
        }
        assertThat(compared).isGreaterThan(10);
    }

    @Test
    void knowsWhatBecomesOfNamesOfCustomAttributes() {
        Recording recording = Recording.of("text-attribute-name-custom");
        JsonNode sent = recording.request().path("body").path("attributes");
        JsonNode kept = recording.response().path("body").path("attributes");
        int at = 0;
        for (JsonNode attribute : sent) {
            String name = attribute.path("name").asText();
            if (!name.equals("0")) { // dropped
                assertThat(StoredText.line(name))
                        .isEqualTo(kept.get(at++).path("name").asText());
            }
        }
    }

    /** Whatever is not refused has one text in the product and in the variation. */
    @Test
    void refusesTheOptionsThatAParentAndItsVariationKeepInTwoForms() {
        JsonNode offered = Recording.of("text-option-custom-parent").response().at("/body/attributes/0/options");
        Recording recording = Recording.of("text-option-custom-variations");
        JsonNode sent = recording.request().path("body").path("create");
        JsonNode kept = recording.response().path("body").path("create");
        for (int i = 0; i < sent.size(); i++) {
            String option = sent.get(i).at("/attributes/0/option").asText();
            String had = kept.get(i).at("/attributes/0/option").asText();
            String unslashed = StoredText.oneLine(option).replace("\\", "");
            boolean blanks = !StoredText.oneLine(option).equals(option.strip());
            if (StoredText.optionLoss(option, false) == null && option.indexOf('|') < 0 && !blanks) {
                assertThat(had.replace("\\", "")).isEqualTo(unslashed);
                assertThat(offered).extracting(JsonNode::asText).contains(option.strip());
            } else if (!blanks && option.indexOf('|') < 0) {
                assertThat(offered).extracting(JsonNode::asText).doesNotContain(had);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"text-name-angle", "text-name-lt", "text-name-ent"})
    void escapesPlainTextsSoThatTheyAreKept(String name) {
        String text = Recording.of(name).request().path("body").path("name").asText();
        String sent = StoredText.plain(text);

        assertThat(sent).doesNotContain("<", ">");
        assertThat(StoredText.html(sent))
                .as("as the store keeps entities [text-name-ent]")
                .isEqualTo(sent);
        assertThat(sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .isEqualTo(text);
    }

    @Test
    void sendsABackslashTwice() {
        assertThat(StoredText.html(StoredText.plain("C:\\temp"))).isEqualTo("C:\\temp");
        assertThat(StoredText.html(StoredText.slashed("<p>\\\\server</p>"))).isEqualTo("<p>\\\\server</p>");
        assertThat(StoredText.plain("Salt & Pepper"))
                .as("the store escapes it itself")
                .isEqualTo("Salt & Pepper");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Shirt  with\tblanks |",
                "50% off |",
                "3 < 5 | the store would keep \"3 &lt; 5\"",
                "<b>Shirt</b> | the store would keep \"Shirt\"",
                "100%25 cotton | the store would keep \"100 cotton\"",
                "<b></b> | the store would keep nothing of it",
            })
    void saysWhatAStoreWouldLoseOfAShortText(String text, @Nullable String loss) {
        assertThat(StoredText.loss(text)).isEqualTo(loss);
    }

    @ParameterizedTest(name = "{0}, global: {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Salt & Pepper | false |",
                "Salt & Pepper | true |",
                "100%25 | true | the store loses a %",
                "<5 mm | false | the store keeps it in one form in the product and in another in the variation",
                "< 5 mm | true | the store keeps it in one form in the product and in another in the variation",
                "A &amp; B | false | the store keeps it in one form in the product and in another in the variation",
                "Fit\\Cut | false |",
                "\\Cut | true | the store removes backslashes from options of global attributes",
            })
    void saysWhyAnOptionCouldNotBeChosen(String option, boolean global, @Nullable String loss) {
        if (loss == null) {
            assertThat(StoredText.optionLoss(option, global)).isNull();
        } else {
            assertThat(StoredText.optionLoss(option, global)).startsWith(loss);
        }
    }

    @Test
    void sendsAnAlternativeTextSoThatItsPercentSignsStay() {
        assertThat(StoredText.altText("50%25 <off> C:\\")).isEqualTo("50&#37;25 &lt;off&gt; C:\\\\");
        assertThat(StoredText.altText("50% off")).isEqualTo("50% off");
    }

    @Test
    void takesTextsUpToTheLimitOfTheDatabase() {
        assertThat(StoredText.fits("x".repeat(65_535))).isTrue();
        assertThat(StoredText.fits("x".repeat(65_536))).isFalse();
        assertThat(StoredText.fits("ä".repeat(32_768))).as("two bytes each").isFalse();
        assertThat(StoredText.fits("&".repeat(13_107)))
                .as("five characters each")
                .isTrue();
        assertThat(StoredText.fits("&".repeat(13_108))).isFalse();
    }
}
