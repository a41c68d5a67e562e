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
 * Keeps the lines of one logger during a test, those of level debug included, or those of all. Register it as a field with
 * {@link org.junit.jupiter.api.extension.RegisterExtension}.
 */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
    private final boolean ofOneThread;
    /** Null: as it is set. */
    private final @Nullable Level level;

    private String thread = "";
    private @Nullable Level before;

    private LogLines(String name, boolean ofOneThread, @Nullable Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        this.ofOneThread = ofOneThread;
        this.level = level;
    }

    public static LogLines of(String logger) {
        return new LogLines(logger, false, Level.DEBUG);
    }

    public static LogLines of(Class<?> logger) {
        return new LogLines(logger.getName(), false, Level.DEBUG);
    }

    /** Those of level trace as well: some libraries warn once, and say it at this level each time. */
    public static LogLines ofAllLevels(Class<?> logger) {
        return new LogLines(logger.getName(), false, Level.TRACE);
    }

    /** Without the lines of programs that other tests of this JVM have started. */
    public static LogLines ofTheTestsThread(String logger) {
        return new LogLines(logger, true, Level.DEBUG);
    }

    /** The lines of all loggers, with the levels that are set. */
    public static LogLines ofEverything() {
        return new LogLines(Logger.ROOT_LOGGER_NAME, false, null);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        thread = Thread.currentThread().getName();
        before = logger.getLevel();
        if (level != null) {
            logger.setLevel(level);
        }
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
