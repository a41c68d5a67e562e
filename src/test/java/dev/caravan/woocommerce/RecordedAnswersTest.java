package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that a real WooCommerce gave while it was recorded is classified as the table beside this test says. */
class RecordedAnswersTest {

    private static final Path TABLE = Path.of("src/test/resources/recorded-answers.txt");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T13:00:00Z"), ZoneOffset.UTC);

    private final BatchAnswerReader reader = new BatchAnswerReader(CLOCK);

    static Map<String, String> table() throws IOException {
        try (var lines = Files.lines(TABLE)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0],
                            parts -> parts[1],
                            (a, b) -> {
                                throw new IllegalStateException("twice in the table");
                            },
                            TreeMap::new));
        }
    }

    static Stream<Arguments> recordings() throws IOException {
        return table().entrySet().stream()
                .filter(entry -> !entry.getValue().equals("shortened"))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void knowsEveryRecordingAndNoOther() throws IOException {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(Recording.names());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("recordings")
    void classifies(String name, String expected) {
        assertThat(meaning(Recording.of(name))).isEqualTo(expected);
    }

    private String meaning(Recording recording) {
        Answer answer = recording.answer();
        List<Operation> operations = recording.operations();
        try {
            if (operations.isEmpty()) {
                Optional<CallFault> fault = AnswerClassifier.faultOf(answer, CLOCK);
                return fault.map(RecordedAnswersTest::meaning).orElse("ok");
            }
            var result = recording.isBatch()
                    ? reader.read(BatchRequest.of(operations), answer)
                    : reader.readSingle(operations.get(0), answer);
            assertThat(result.outcomes()).hasSameSizeAs(operations);
            return result.outcomes().stream().map(RecordedAnswersTest::meaning).collect(Collectors.joining(","));
        } catch (CallFailedException failed) {
            return meaning(failed.fault());
        }
    }

    private static String meaning(CallFault fault) {
        assertThat(fault.reason()).isNotBlank().hasSizeLessThanOrEqualTo(500).doesNotContain("<", "consumer_secret=");
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous.mayStillRun() ? "may-still-run" : "ambiguous";
        }
        if (fault instanceof CallFault.AsksForTime asks) {
            return "asks-for-time:" + asks.delay().toSeconds() + "s";
        }
        if (fault instanceof CallFault.Unauthorized unauthorized) {
            return "unauthorized:" + unauthorized.code();
        }
        if (fault instanceof CallFault.Refused refused) {
            return "refused:" + refused.code();
        }
        return fault instanceof CallFault.TooLarge ? "too-large" : "wrong-address";
    }

    private static String meaning(ItemOutcome outcome) {
        if (outcome instanceof ItemOutcome.Done) {
            return "done";
        }
        if (outcome instanceof ItemOutcome.Refused refused) {
            return "refused:" + refused.code();
        }
        if (outcome instanceof ItemOutcome.SkuTaken taken) {
            return taken.holderId().isPresent()
                    ? "sku-taken:" + taken.holderId().getAsLong()
                    : "sku-taken";
        }
        if (outcome instanceof ItemOutcome.ValueTaken taken) {
            return "value-taken:" + taken.field()
                    + (taken.holderId().isPresent() ? ":" + taken.holderId().getAsLong() : "");
        }
        return outcome instanceof ItemOutcome.Gone ? "gone" : "unknown";
    }
}
