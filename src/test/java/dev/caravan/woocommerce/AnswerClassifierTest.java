package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} with Retry-After {1}: {2} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 600 | 600",
                "429 | 7 | 7",
                "503 | '' | 60",
                "429 | '' | 30",
                "429 | soon | 30",
                "503 | 0 | 1",
                "503 | -5 | 60",
                "503 | 7200 | 3600",
                "503 | 99999999999999999999 | 3600",
                "503 | 'Sun, 22 Nov 2026 13:02:00 GMT' | 120",
                "429 | 'Sun, 22 Nov 2026 12:00:00 GMT' | 1",
                "429 | 'Mon, 23 Nov 2026 13:00:00 GMT' | 3600",
            })
    void waitsAsLongAsTheStoreAsks(int status, String retryAfter, long seconds) {
        var answer = new Answer(status, Map.of("retry-after", retryAfter), new byte[0]);

        assertThat(AnswerClassifier.faultOf(answer, CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.delay()).hasSeconds(seconds));
    }

    /** WordPress' own page, in any language and form; a limit of a web server or a plugin keeps its number. */
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 600 | '{\"code\":\"wp_die\",\"message\":\"Wartungsarbeiten\",\"data\":{\"status\":503}}' | true",
                "503 | 600 | '<body id=\"error-page\"><div class=\"wp-die-message\">Wartungsarbeiten</div>' | true",
                "503 | 600 | '<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>' | true",
                "503 | 600 | 'Too many requests' | false",
                "503 | 3600 | '<body id=\"error-page\"><div class=\"wp-die-message\">You are limited</div>' | false",
                "503 | 600 | '{\"code\":\"rate_limited\",\"message\":\"slow\",\"data\":{\"status\":503}}' | false",
                "429 | 600 | '{\"code\":\"wp_die\",\"message\":\"slow\",\"data\":{\"status\":429}}' | false"
            })
    void knowsTheMaintenanceOfWordPress(int status, String retryAfter, String body, boolean maintenance) {
        var answer = new Answer(status, Map.of("retry-after", retryAfter), body.getBytes(StandardCharsets.UTF_8));

        assertThat(AnswerClassifier.faultOf(answer, CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.maintenance()).isEqualTo(maintenance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-maintenance", "store-maintenance-html", "store-maintenance-put"})
    void knowsTheRecordedMaintenance(String recording) {
        assertThat(AnswerClassifier.faultOf(Recording.of(recording).answer(), CLOCK))
                .get()
                .isInstanceOfSatisfying(
                        CallFault.AsksForTime.class,
                        asks -> assertThat(asks.maintenance()).isTrue());
    }

    @Test
    void namesTheRedirectsTargetWithoutItsQuery() {
        var answer = new Answer(
                301,
                Map.of("location", "https://u:p@www.store.example/wp-json/?consumer_key=ck_1&consumer_secret=cs_2"),
                new byte[0]);

        assertThat(AnswerClassifier.faultOf(answer, CLOCK).orElseThrow().reason())
                .contains("https://www.store.example/wp-json/ (301)")
                .doesNotContain("consumer", "u:p");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "408 | | may still run",
                "524 | | may still run",
                "502 | | ambiguous",
                "520 | | ambiguous",
                "503 | <title>503 Backend fetch failed</title> | may still run",
                "400 | {\"code\":\"x\",\"message\":\"m\"} | Refused",
                "405 | | Refused",
                "401 | | Unauthorized",
                "404 | | WrongAddress",
                "300 | | WrongAddress",
                "308 | | WrongAddress",
                "399 | | WrongAddress",
                "499 | | Refused",
                "500 | | ambiguous",
                "204 | | ambiguous",
            })
    void classifiesStatusesThatWereNotRecorded(int status, String body, String kind) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        assertThat(kind(AnswerClassifier.faultOf(new Answer(status, Map.of(), bytes), CLOCK)
                        .orElseThrow()))
                .isEqualTo(kind);
    }

    private static String kind(CallFault fault) {
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous.mayStillRun() ? "may still run" : "ambiguous";
        }
        return fault instanceof CallFault.NotReached
                ? "not reached"
                : fault.getClass().getSimpleName();
    }

    /** With WooCommerce's own code it is about the key; without one, something in front of it has answered. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"\"} | The store does not accept the key for this (401 woocommerce_rest_cannot_view)",
                "401 | <title>401 Authorization Required</title> | Something in front of WooCommerce asks for its own password (401): 401 Authorization Required",
                "403 | | The web server or a firewall refuses the call before WooCommerce sees it (403)",
                "400 | {\"code\":\"rest_invalid_param\",\"message\":\"Invalid parameter(s): sku\"} | The store refuses the call (400 rest_invalid_param): Invalid parameter(s): sku",
                "405 | | The store refuses the call (405)",
                "413 | | The request is too large for the store (413)",
                "404 | | No WooCommerce at this address (404)",
                "302 | | The store redirects to an address that it does not name (302): correct its address",
            })
    void saysWhoHasRefusedTheCall(int status, @Nullable String body, String reason) {
        Answer answer = Wire.answer(status, body == null ? "" : body);

        assertThat(AnswerClassifier.faultOf(answer, CLOCK).orElseThrow().reason())
                .isEqualTo(reason);
    }
}
