package dev.caravan.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lines of one logger during a test, those of level debug included. Register it as a field with
 * {@link org.junit.jupiter.api.extension.RegisterExtension}.
 */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
    private final boolean ofOneThread;
    private String thread = "";
    private @Nullable Level before;

    private LogLines(String name, boolean ofOneThread) {
        logger = (Logger) LoggerFactory.getLogger(name);
        this.ofOneThread = ofOneThread;
    }

    public static LogLines of(String logger) {
        return new LogLines(logger, false);
    }

    public static LogLines of(Class<?> logger) {
        return new LogLines(logger.getName(), false);
    }

    /** Without the lines of programs that other tests of this JVM have started. */
    public static LogLines ofTheTestsThread(String logger) {
        return new LogLines(logger, true);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        thread = Thread.currentThread().getName();
        before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        seen.start();
        logger.addAppender(seen);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(seen);
        logger.setLevel(before);
    }

    /** The lines so far, each with its level: {@code WARN Store A is on hold}. */
    public List<String> lines() {
        return List.copyOf(seen.list).stream()
                .filter(event -> !ofOneThread || event.getThreadName().equals(thread))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
