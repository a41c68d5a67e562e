package dev.caravan.platform.text;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The texts of a log in JSON, with hidden characters as escapes as in {@link OneLineMessage}: JSON itself escapes line breaks, but not
 * characters that turn a text around, and whoever shows the value would write a line break again.
 */
final class StructuredText implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    /** As both schemas name it. It comes from {@link OneLineStackTrace}, which has made one line of each message. */
    private static final String STACK_TRACE = "stack_trace";

    @Override
    public void customize(Members<ILoggingEvent> members) {
        ValueProcessor<String> texts = StructuredText::visible;
        members.applyingValueProcessor(texts.whenInstanceOf(String.class));
    }

    private static String visible(MemberPath path, String text) {
        return HiddenCharacters.visible(text, STACK_TRACE.equals(path.name()));
    }
}
