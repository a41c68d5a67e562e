package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.RawServer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A store that writes what looks like lines of our log, or turns them around, wherever it can say something. */
@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class LogForgeryTest {

    private static final String EVIL =
            "x\r\nFORGED line\u001b[2J\u009b31m\u0085FORGED\u2028FORGED\u2029FORGED\u202Etxet\u2066\u200b"
                    + "y".repeat(300);
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
    private static final String HEADERS = "Content-Type: application/json\r\nServer: \u001b[31mFORGED\u202E\r\n"
            + "Retry-After: 1\u202EFORGED\r\nLocation: https://x.example/\u202EFORGED\u0085\r\n\r\n";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 Bad|{'code':'EVIL','message':'EVIL','data':{'status':400}}",
                "401 No|{'code':'EVIL','message':'EVIL','data':{'status':401}}",
                "403 No|<title>EVIL</title>",
                "404 No|{'code':'EVIL','message':'EVIL','data':{'status':404}}",
                "500 No|{'code':'EVIL','message':'EVIL','data':{'status':500}}",
                "503 No|{'code':'EVIL','message':'EVIL','data':{'status':503}}",
                "301 Moved|EVIL",
                "200 OK|<b>Warning</b>: EVIL {'code':'EVIL','message':'EVIL','data':{'status':400}}",
                "200 OK|<html><title>EVIL</title></html>",
                "200 OK|EVIL"
            })
    void cannotWriteIntoTheLogOrIntoWhatIsKept(String answer, CapturedOutput output) {
        String[] parts = answer.split("\\|");
        String text =
                parts[1].startsWith("{") ? parts[1] : parts[1].replaceFirst("EVIL", Matcher.quoteReplacement(EVIL));
        String body = text.replace(
                        "EVIL", new String(JsonStringEncoder.getInstance().quoteAsString(EVIL)))
                .replace('\'', '"');
        try (RawServer server = RawServer.at("127.0.0.1", 0, "HTTP/1.1 " + parts[0] + "\r\n" + HEADERS + body)) {
            Shop.Connected store = shop.connect();
            shop.configure(store, "{\"storeUrl\":\"" + server.url() + "\"}");
            Shop.Item product = shop.product();
            shop.startExport(store, List.of(product));
            Shop.awaitUntil(() -> !shop.logs(store, "").isEmpty());

            JsonNode tested = api.post(path(store) + "/test", "").json();

            assertClean(tested.toString());
            assertClean(shop.logs(store, "").toString());
            assertClean(shop.deadLetters(store, "").toString());
            assertClean(api.get(path(store)).text());
            assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("FORGED"));
            assertThat(output.getOut()).doesNotContainPattern(HIDDEN);
        }
    }

    /** @param json in which controls are escapes */
    private static void assertClean(String json) {
        assertThat(json).doesNotContainPattern(HIDDEN).doesNotContain("\\r", "\\u00");
    }

    private static String path(Shop.Connected store) {
        return Shop.PATH + "/connections/" + store.id();
    }
}
