package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The page of alerts shows what the settings say, and not what they usually say. */
class AlertRuleTest {

    private static Map<String, String> values(Map<String, Object> set) throws IOException {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("set", set));
        new YamlPropertySourceLoader()
                .load("program", new ClassPathResource("application.yml"))
                .forEach(settings.getPropertySources()::addLast);
        return AlertRule.values(settings);
    }

    @Test
    void eachSettingIsShownAsItIsSet() throws IOException {
        Map<String, String> usual = values(Map.of());
        for (AlertRule rule : AlertRule.ALL) {
            if (rule.setting().isEmpty()) {
                assertThat(usual).doesNotContainKey(rule.kind());
                continue;
            }
            String other = "7" + usual.get(rule.kind());
            assertThat(values(Map.of(rule.setting(), other))).containsEntry(rule.kind(), other);
        }
    }
}
