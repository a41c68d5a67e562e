package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerReaderTest {

    private static final BatchRequest SENT = BatchRequest.of(List.of(
            new Operation.Create(1, document("{\"sku\": \" a  B \"}")),
            new Operation.Create(2, document("{\"name\": \"no SKU\"}")),
            new Operation.Update(3, 30, document("{\"name\": \"x\"}")),
            new Operation.Update(4, 40, document("{\"name\": \"y\"}")),
            new Operation.Delete(5, 50)));

    private static final String A = "{\"id\":10,\"sku\":\"A B\"}";
    private static final String B = "{\"id\":20,\"sku\":\"\"}";
    private static final String C = "{\"id\":30}";
    private static final String D = "{\"id\":40}";
    private static final String E = "{\"id\":50}";
    private static final String ERROR =
            "{\"id\":0,\"error\":{\"code\":\"x\",\"message\":\"m\",\"data\":{\"status\":400}}}";

    private final BatchAnswerReader reader = new BatchAnswerReader(Clock.systemUTC());

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A,B | C,D | E | DDDDD",
                "A,ERROR | C,D | E | DRDDD",
                "B,A | C,D | E | ??DDD",
                "A | C,D | E | D?DDD",
                "A,B,B | C,D | E | D?DDD",
                "ERROR | C,D | E | ??DDD",
                "A,B | D,C | E | DD??D",
                "A,B | C | E | DDD?D",
                "A,B | D | E | DD??D",
                "A,B | C,D | C | DDDD?",
                "A,B | C,D | 50 | DDDD?",
                "\"x\",B | C,D | E | ??DDD",
                "{\"id\":0,\"sku\":\"a b\"},B | C,D | E | ?DDDD",
                "A,B | {\"id\":30,\"error\":{\"code\":\"internal_server_error\"}},D | E | DD?DD",
                "A,B | {\"id\":30,\"error\":{\"code\":\"x\",\"data\":{\"status\":503}}},D | E | DD?DD",
                "A,B | {\"id\":30,\"error\":{\"code\":\"x\",\"data\":{\"status\":500}}},D | E | DD?DD",
                "A,B | {\"id\":30,\"error\":{\"code\":\"x\",\"data\":{\"status\":499}}},D | E | DDRDD",
                "A,B | {\"id\":30,\"error\":{\"code\":\"x\",\"data\":{\"status\":501}}},D | E | DDRDD",
                "A,B | {\"id\":30,\"error\":{}},D | E | DD?DD",
            })
    void trustsOnlyItemsThatItCanCheck(String creates, String updates, String deletes, String outcomes) {
        var result = reader.read(SENT, answer(body(creates, updates, deletes)));

        assertThat(result.outcomes()).extracting(ItemOutcome::key).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(result.outcomes().stream().map(BatchAnswerReaderTest::letter).collect(Collectors.joining()))
                .isEqualTo(outcomes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"create\":[],\"update\":[]}",
                "{\"create\":{},\"update\":[],\"delete\":[]}",
                "{\"code\":\"internal_server_error\",\"message\":\"\",\"data\":{\"status\":500}}",
                "Warning {\"code\":\"internal_server_error\",\"message\":\"\",\"data\":{\"status\":500}}",
                "{\"create\":[{\"id\":10,\"sku\":\"A B\"}],\"update\":[{\"id\":30},{\"i",
                "<b>Warning</b>: x [{\"id\":1,\"meta_data\":[]",
                "[{\"id\":1,\"meta_data\":[]<br />",
                "",
                "null",
                "-1",
                "<br />\n<b>Fatal error</b>:  Allowed memory size exhausted",
                "<!DOCTYPE html><html><body id=\"error-page\"><div class=\"wp-die-message\">…"
            })
    void takesTheWholeCallForAmbiguousIfTheShapeIsWrong(String body) {
        var failed = catchThrowableOfType(CallFailedException.class, () -> reader.read(SENT, answer(body)));

        assertThat(failed.fault()).isInstanceOf(CallFault.Ambiguous.class);
        assertThat(failed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF%s",
                "\n\n%s",
                "<br />\n<b>Warning</b>: Undefined array key [\"x\"] in {closure} on line 3<br />\n%s",
                "%s<!-- cached -->"
            })
    void readsJsonBehindAByteOrderMarkOrWarnings(String frame) {
        var result = reader.read(SENT, answer(frame.formatted(body("A,B", "C,D", "E"))));

        assertThat(result.outcomes()).allMatch(outcome -> outcome instanceof ItemOutcome.Done);
        assertThat(result.notice().isPresent()).isEqualTo(frame.startsWith("\uFEFF") || frame.startsWith("<br"));
    }

    @Test
    void takesAPageForAWrongAddressEvenIfItHoldsJson() {
        String page = "<!DOCTYPE html><html><head><title>Log In &lsaquo; Example</title>"
                + "<script type=\"application/json\">{\"create\":[]}</script></html>";

        var failed = catchThrowableOfType(CallFailedException.class, () -> reader.read(SENT, answer(page)));

        assertThat(failed.fault()).isInstanceOf(CallFault.WrongAddress.class);
        assertThat(failed.fault().reason()).contains("Log In ‹ Example");
    }

    @Test
    void takesARefusalThatIsNotOfWooCommerceForOneOfTheWholeCall() {
        Answer firewall = Wire.answer(400, "{\"blocked\":\"rule 941100\"}");

        var failed = catchThrowableOfType(
                CallFailedException.class, () -> reader.readSingle(new Operation.Delete(5, 50), firewall));

        assertThat(failed.fault()).isEqualTo(new CallFault.Refused("http_400", "The store refuses the call (400)"));
    }

    private static String body(String creates, String updates, String deletes) {
        return "{\"create\":[" + creates + "],\"update\":[" + updates + "],\"delete\":[" + deletes + "]}";
    }

    private static Answer answer(String body) {
        String json = body;
        for (var item :
                Map.of("A", A, "B", B, "C", C, "D", D, "E", E, "ERROR", ERROR).entrySet()) {
            json = json.replaceAll("(?<=[\\[,])" + item.getKey() + "(?=[\\],])", item.getValue());
        }
        return new Answer(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String letter(ItemOutcome outcome) {
        if (outcome instanceof ItemOutcome.Done) {
            return "D";
        }
        return outcome instanceof ItemOutcome.Unknown ? "?" : "R";
    }
}
