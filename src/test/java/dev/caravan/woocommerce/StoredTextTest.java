package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
