package dev.caravan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The log as JSON ({@code CARAVAN_LOG_FORMAT}), as the packed program writes it to a file; the console has the same encoder. */
class JsonLogTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORGED =
            "ok\r\n{\"log\":{\"level\":\"ERROR\"},\"message\":\"forged\"}\u001b[2J\u009b31m\u2028next\u2029\u202Eesrever\u2066\u200b\u0085";
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern HIDDEN_IN_TRACE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    @TempDir
    Path folder;

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({"ecs, /log/level, /log/logger", "logstash, /level, /logger_name"})
    void aMessageIsOneLineAndOneObjectWhateverIsInIt(String format, String level, String logger) throws Exception {
        configure(format).warn("Store {} says {}", FORGED, FORGED);

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.at(level).asText()).isEqualTo("WARN");
            assertThat(line.at(logger).asText()).isEqualTo("dev.caravan.sync");
            assertThat(line.path("message").asText())
                    .startsWith("Store ok\\r\\n{\"log\"")
                    .contains("\\u202eesrever", "\\u009b31m", "\\u2028next")
                    .doesNotContainPattern(HIDDEN);
        });
        assertThat(Files.readString(file()).strip()).doesNotContainPattern(HIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"ecs, /error/stack_trace", "logstash, /stack_trace"})
    void messagesInAStackTraceAddNoLines(String format, String trace) throws Exception {
        Exception failure = new IOException(FORGED, new IllegalStateException(FORGED));
        failure.addSuppressed(new IllegalArgumentException(FORGED));

        configure(format).error("A delivery failed", failure);

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.at(trace).asText())
                        .contains("\nCaused by: java.lang.IllegalStateException: ok\\r\\n{")
                        .contains("Suppressed: java.lang.IllegalArgumentException: ok\\r\\n{")
                        .doesNotContain("\n{")
                        .doesNotContainPattern(HIDDEN_IN_TRACE));
        assertThat(lines().get(0).findValuesAsText("message"))
                .noneMatch(text -> HIDDEN.matcher(text).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "", "josn"})
    void isTextForAnyOtherFormatUntilTheSettingIsChecked(String format) throws Exception {
        configure(format).warn("A store says {}", "hello");

        assertThat(Files.readAllLines(file()))
                .singleElement()
                .asString()
                .contains(" WARN ")
                .endsWith(": A store says hello");
    }

    @Test
    void readableTextStaysAsItIs() throws Exception {
        configure("ecs").info("Müller & Söhne \"日本語\" C:\\new 👕");

        assertThat(lines().get(0).path("message").asText()).isEqualTo("Müller & Söhne \"日本語\" C:\\new 👕");
    }

    private Logger configure(String format) throws JoranException, IOException {
        StandardEnvironment settings = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yml"))
                .forEach(settings.getPropertySources()::addLast);
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), settings);
        context.putProperty("LOG_FORMAT", format);
        context.putProperty("LOG_FILE", file().toString());
        context.putProperty("CONSOLE_LOG_THRESHOLD", "OFF");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback-spring.xml")));
        return context.getLogger("dev.caravan.sync");
    }

    private Path file() {
        return folder.resolve("caravan.log");
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }
}
