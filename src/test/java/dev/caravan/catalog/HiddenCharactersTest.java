package dev.caravan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Names are shown to people, in logs and in stores: they hold nothing that hides or moves what is read. */
@CaravanTest
class HiddenCharactersTest {

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/products|sku|{\"sku\":\"A%sB\",\"name\":\"n\"}",
                "/products|name|{\"sku\":\"hidden-1\",\"name\":\"A%sB\"}",
                "/products|tags|{\"sku\":\"hidden-2\",\"name\":\"n\",\"tags\":[\"A%sB\"]}",
                "/products|categories|{\"sku\":\"hidden-3\",\"name\":\"n\",\"categories\":[\"C > A%sB\"]}",
                "/categories|name|{\"name\":\"A%sB\"}",
                "/families|name|{\"name\":\"A%sB\"}",
                "/attributes|name|{\"name\":\"A%sB\",\"type\":\"text\"}",
                "/attributes|options|{\"name\":\"hidden\",\"type\":\"choice\",\"options\":[\"A%sB\"]}",
                "/assets|name|{\"url\":\"https://x.example/a.png\",\"name\":\"A%sB\"}",
                "/integration/woocommerce/connections?force=true|storeName|{\"storeName\":\"A%sB\","
                        + "\"storeUrl\":\"https://x.example\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}"
            })
    void areRefusedInNames(String path, String field, String body) {
        for (String hidden : "\\u0007 \\u001b \\u007f \\u0085 \\u009b \\u2028 \\u2029 \\u202e \\u2066".split(" ")) {
            JsonNode problem =
                    api.post(path, body.formatted(hidden)).expect(400).json();

            assertThat(problem.at("/errors/0/field").asText()).as(hidden).startsWith(field);
            assertThat(problem.at("/errors/0/message").asText()).contains("control characters");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u009b", "\u2028", "\u202e"})
    void areRefusedInBulk(String hidden) {
        String json = hidden.equals("\u001b") ? "\\u001b" : hidden;
        String ndjson = "{\"sku\":\"bulk-hidden\",\"name\":\"A" + json + "B\"}\n";
        String csv = "sku,name\nbulk-hidden,A" + hidden + "B\n";

        for (Api.Answer answer : new Api.Answer[] {
            api.send("POST", "/products/bulk", "application/x-ndjson", BodyPublishers.ofString(ndjson)),
            api.send("POST", "/products/bulk", "text/csv", BodyPublishers.ofString(csv))
        }) {
            assertThat(answer.expect(200).json().path("refused").asInt()).isEqualTo(1);
            assertThat(answer.text()).contains("control character");
        }
        api.get("/products/sku/bulk-hidden").expect(404);
    }

    @Test
    void lineBreaksAndTabsAreSpacesInNamesAndStayInDescriptions() {
        String body = "{\"sku\":\"lines-1\",\"name\":\"A\\tB\\r\\nC\",\"description\":\"one\\r\\n\\ttwo\"}";

        JsonNode product = api.post("/products", body).expect(201).json();

        assertThat(product.path("name").asText()).isEqualTo("A B C");
        assertThat(product.path("description").asText()).isEqualTo("one\r\n\ttwo");
    }
}
