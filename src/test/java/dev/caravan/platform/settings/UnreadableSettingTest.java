package dev.caravan.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

/** A setting that is of the wrong kind ends the start with a sentence, whatever room it belongs to. */
class UnreadableSettingTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CARAVAN_AUDIT_KEEP         | one year | must be a whole number, but is: one year
                    CARAVAN_AUDIT_KEEP         | 365d     | must be a whole number, but is: 365d
                    CARAVAN_AUDIT_KEEP         | 30.5     | must be a whole number, but is: 30.5
                    CARAVAN_AUDIT_KEEP         | ''       | must be a whole number, but is: empty
                    CARAVAN_AUDIT_KEEP         | 99999999999 | must be a whole number, but is: 99999999999
                    CARAVAN_SYNC_GIVE_UP_AFTER | a while  | must be a time such as 30s, 15m or 12h, but is: a while
                    CARAVAN_DEMO               | perhaps  | must be true or false, but is: perhaps
                    """)
    void isNamedByItsVariable(String variable, String value, String sentence) throws IOException {
        BindException failure = failure(Map.of(variable, value));

        FailureAnalyzer analyzer = new UnreadableSettingAnalyzer(environment);

        assertThat(Objects.requireNonNull(analyzer.analyze(failure)).getDescription())
                .isEqualTo(variable + " " + sentence);
    }

    @Test
    void leavesToOthersWhatTheyKnowBetter() throws IOException {
        BindException failure = failure(Map.of("CARAVAN_AUDIT_KEEP", "7"));

        assertThat(new UnreadableSettingAnalyzer(environment).analyze(failure)).isNull();
        assertThat(Objects.requireNonNull(new WrongSettingAnalyzer().analyze(failure))
                        .getDescription())
                .startsWith("CARAVAN_AUDIT_KEEP must be a number of days");
    }

    private BindException failure(Map<String, Object> given) throws IOException {
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new YamlPropertySourceLoader()
                .load("settings", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return catchThrowableOfType(BindException.class, () -> {
            Binder.get(environment).bind("caravan", CaravanSettings.class);
            bind("caravan.audit", "dev.caravan.platform.audit.AuditSettings");
            bind("caravan.sync", "dev.caravan.sync.batch.SyncSettings");
        });
    }

    private void bind(String prefix, String record) throws ClassNotFoundException {
        Binder.get(environment).bind(prefix, ClassUtils.forName(record, null));
    }
}
