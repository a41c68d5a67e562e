package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static dev.caravan.woocommerce.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>There has been a <b>critical error</b>.</p> | There has been a critical error .",
                "&lt;script&gt;alert(1)&lt;/script&gt; | alert(1)",
                "Tom &amp; Co &#8211; &laquo;test&raquo; &#128512; | Tom & Co – «test» 😀",
                "key ck_0123456789abcdef and cs_0123456789abcdef | key ck_… and cs_…",
                "Authorization: Basic Y2tfMTpjc18yOmFiYw== refused | Authorization: Basic … refused",
                "GET /products?consumer_key=ck_1&page=2 | GET /products?consumer_key=…&page=2",
                "c\u200bk_0123456789abcdef | ck_…",
            })
    void cleansATextOfHtmlAndSecrets(String text, String cleaned) {
        assertThat(Reasons.clean(text)).isEqualTo(cleaned);
    }

    @Test
    void cutsAReasonAndMarksTheCut() {
        String longest = "x".repeat(500);

        assertThat(Reasons.clean(longest)).isEqualTo(longest);
        assertThat(Reasons.clean(longest + "y")).isEqualTo("x".repeat(499) + "…");
        assertThat(Reasons.clean(" ".repeat(20_000) + "the end"))
                .as("only the start of a long page is read")
                .isEmpty();
    }

    @Test
    void cutsCodesAndTextsOfStores() {
        assertThat(Reasons.code("woocommerce_rest\n_cannot_view")).isEqualTo("woocommerce_rest _cannot_view");
        assertThat(Reasons.code("x".repeat(101))).isEqualTo("x".repeat(100));
        assertThat(Reasons.text(json("'Example &amp; Store'"))).isEqualTo("Example & Store");
        assertThat(Reasons.text(json("'%s'".formatted("x".repeat(201))))).isEqualTo("x".repeat(200));
        assertThat(Reasons.text(json("' <br> '"))).isNull();
        assertThat(Reasons.text(json("{}").path("name"))).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://ck:cs@store.example/wp-json/?consumer_key=ck_1 | https://store.example/wp-json/",
                "https://store.example:8443/shop#top | https://store.example:8443/shop",
                "/wp-login.php?redirect_to=x | /wp-login.php",
                "https://store.example/my shop?consumer_secret=cs_1 | https://store.example/my shop",
            })
    void namesAnAddressWithoutWhatMayHoldKeys(String location, String named) {
        assertThat(Reasons.withoutQuery(location)).isEqualTo(named);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"message\":\"Sorry, you <b>cannot</b> list resources.\"} | It failed: Sorry, you cannot list resources.",
                "{\"message\":\"\"} | It failed",
                "{\"code\":\"x\"} | It failed",
                "<html><head><title>502  Bad Gateway</title></head></html> | It failed: 502 Bad Gateway",
                "<html><head><title> </title></head></html> | It failed",
                "<html><body>Bad Gateway</body></html> | It failed",
            })
    void quotesTheMessageOfTheStoreOrTheTitleOfItsPage(String body, String reason) {
        Answer answer = answer(502, body);

        assertThat(Reasons.with("It failed", answer, StoreJson.find(body).map(StoreJson.Found::node)))
                .isEqualTo(reason);
        assertThat(Reasons.with("It failed", answer(502, ""), Optional.empty())).isEqualTo("It failed");
    }
}
