package dev.caravan.platform.text;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %m} of a log pattern: the message on one line, whatever a store or a client put into it. */
public final class OneLineMessage extends MessageConverter {

    /** What Spring Boot says of a start that failed: a form of several lines, made of our settings. */
    private static final String FAILED_START = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message == null
                ? ""
                : HiddenCharacters.visible(message, event.getLoggerName().equals(FAILED_START));
    }
}
