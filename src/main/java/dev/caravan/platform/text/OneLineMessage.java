package dev.caravan.platform.text;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %m} of a log pattern: the message on one line, whatever texts of stores or clients it contains. */
public final class OneLineMessage extends MessageConverter {

    /** Spring Boot's report of a failed start: a form of several lines, made of our settings. */
    private static final String FAILED_START = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message == null
                ? ""
                : HiddenCharacters.visible(message, event.getLoggerName().equals(FAILED_START));
    }
}
