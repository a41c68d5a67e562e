package dev.caravan.platform.settings;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Shows a setting that is no number, time or size as one sentence that names its environment variable. */
@Order(Ordered.HIGHEST_PRECEDENCE) // Spring Boot's own names the property, which the operator has not set
final class UnreadableSettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(CARAVAN_[A-Z0-9_]+)[:}]");
    private static final Map<Class<?>, String> RULES = Map.of(
            Integer.class, "must be a whole number",
            Long.class, "must be a whole number",
            Boolean.class, "must be true or false",
            Duration.class, "must be a time such as 30s, 15m or 12h",
            DataSize.class, "must be a size such as 512KB or 20MB");

    private final Environment environment;

    UnreadableSettingAnalyzer(Environment environment) {
        this.environment = environment;
    }

    /** Null for failures that another analyzer explains. */
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (findCause(cause, ConversionException.class) == null
                || findCause(cause, WrongSettingException.class) != null) {
            return null;
        }
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        String rule = RULES.getOrDefault(ClassUtils.resolvePrimitiveIfNecessary(type), "cannot be read");
        String value = cause.getProperty() == null
                ? ""
                : environment.resolvePlaceholders(
                        String.valueOf(cause.getProperty().getValue()));
        return new FailureAnalysis(
                variable(cause.getName().toString()) + " " + rule + ", but is: " + (value.isEmpty() ? "empty" : value),
                "Correct the environment variable, or the setting in application.yml, and start again.",
                cause);
    }

    /** The variable that application.yml takes the property from; the property itself if it takes it from none. */
    private String variable(String property) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                Matcher variable = VARIABLE.matcher(String.valueOf(source.getProperty(property)));
                if (variable.find()) {
                    return variable.group(1);
                }
            }
        }
        return property;
    }
}
