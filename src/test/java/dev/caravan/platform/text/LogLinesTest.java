package dev.caravan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log as the packed program writes it to a file; the console has the same pattern. */
class LogLinesTest {

    private static final String FORGED =
            "ok\r\n2026-11-28T12:00:00.000Z ERROR 1 --- forged\u001b[2J\u009b31m\u2028next\u2029\u202Eesrever\u2066\u200b\ufeff\u0085";
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]");

    @TempDir
    Path folder;

    private final LoggerContext context = new LoggerContext();
    private Path file;

    @BeforeEach
    void configure() throws JoranException {
        file = folder.resolve("caravan.log");
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("LOG_FILE", file.toString());
        context.putProperty("CONSOLE_LOG_THRESHOLD", "OFF");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback-spring.xml")));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aMessageIsOneLineWhateverIsInIt() throws IOException {
        log().warn("Store {} says {}", FORGED, FORGED);

        assertThat(lines()).hasSize(1).noneMatch(LogLinesTest::isForged);
        assertThat(lines().get(0)).contains("ok\\r\\n2026").contains("\\u202eesrever", "\\u009b31m", "\\u2028next");
    }

    @Test
    void messagesInAStackTraceAddNoLines() throws IOException {
        Exception failure = new IOException(FORGED, new IllegalStateException(FORGED));
        failure.addSuppressed(new IllegalArgumentException(FORGED));

        log().error("A delivery failed", failure);

        assertThat(lines()).hasSizeGreaterThan(5).noneMatch(LogLinesTest::isForged);
        assertThat(lines()).anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalStateException: ok\\r\\n"));
        assertThat(lines()).anyMatch(line -> line.contains("Suppressed: java.lang.IllegalArgumentException: ok"));
    }

    @Test
    void whatSpringBootSaysOfAFailedStartKeepsItsLines() throws IOException {
        context.getLogger("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter")
                .error("APPLICATION FAILED TO START\n\nDescription:\n\nCARAVAN_PORT is\u202e wrong");

        assertThat(lines()).hasSize(5).last().asString().isEqualTo("CARAVAN_PORT is\\u202e wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "Müller & Söhne,Müller & Söhne",
        "日本語 العربية,日本語 العربية",
        "👕,👕",
        "C:\\new,C:\\new",
        "'a\tb',a\\tb",
        "a\uD83Db,a\\ud83db",
        "a\uDB40\uDC01b,a\\udb40\\udc01b"
    })
    void readableTextStaysAsItIs(String text, String shown) {
        assertThat(HiddenCharacters.visible(text)).isEqualTo(shown);
    }

    private Logger log() {
        return context.getLogger("dev.caravan.sync");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private static boolean isForged(String line) {
        return line.startsWith("2026-11-28T12:00:00.000Z ERROR 1")
                || HIDDEN.matcher(line).find();
    }
}
