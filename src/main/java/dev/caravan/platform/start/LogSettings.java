package dev.caravan.platform.start;

import dev.caravan.platform.settings.SettingsCheck;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code caravan.log.*}. @param format read by {@code logback-spring.xml}; checked here */
@ConfigurationProperties("caravan.log")
record LogSettings(String format) {

    private static final Set<String> FORMATS = Set.of("text", "ecs", "logstash");

    LogSettings {
        new SettingsCheck()
                .that(
                        FORMATS.contains(format),
                        "CARAVAN_LOG_FORMAT",
                        "must be text, ecs (JSON, Elastic Common Schema) or logstash (JSON)",
                        format);
    }
}
