package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** A store decodes HTML entities in options of custom attributes, and in no others. */
class SentAttributesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void anOptionOfACustomAttributeThatLooksLikeEntitiesIsSentSoThatItIsShown() throws Exception {
        JsonNode document = JSON.readTree("""
                [{"name":"Mat","options":["A &amp; B","&#8211; &lt;x&gt;","Salt & Pepper","&;"]},
                 {"id":7,"name":"Global","options":["A &amp; B"]}]""");

        JsonNode sent = SentAttributes.of("attributes", document);

        assertThat(sent).isEqualTo(JSON.readTree("""
                [{"name":"Mat","options":["A &amp;amp; B","&amp;#8211; &amp;lt;x&amp;gt;","Salt & Pepper","&;"]},
                 {"id":7,"name":"Global","options":["A &amp; B"]}]"""));
        assertThat(document.path(0).path("options").path(0).asText()).isEqualTo("A &amp; B");
    }

    @Test
    void anOptionThatTheStoreHasDecodedIsAnother() throws Exception {
        JsonNode wanted = JSON.readTree("[{\"name\":\"Mat\",\"options\":[\"A &amp; B\"]}]");

        assertThat(StoredAttributes.shows(wanted, JSON.readTree("[{\"name\":\"Mat\",\"options\":[\"A & B\"]}]")))
                .isFalse();
        assertThat(StoredAttributes.shows(wanted, wanted)).isTrue();
    }
}
