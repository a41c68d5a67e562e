package dev.caravan.platform.text;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** {@code %wEx} of a log pattern: stack traces have their own lines, and the messages in them cannot add others. */
public final class OneLineThrowable extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return super.throwableProxyToString(new Shown(failure));
    }

    /** A failure, its causes and what it suppressed, with their messages on one line each. */
    private static final class Shown implements IThrowableProxy {

        private final IThrowableProxy failure;

        Shown(IThrowableProxy failure) {
            this.failure = failure;
        }

        private static @Nullable String visible(@Nullable String text) {
            return text == null ? null : HiddenCharacters.visible(text);
        }

        @Override
        public @Nullable String getMessage() {
            return visible(failure.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return visible(failure.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return failure.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return failure.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return failure.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return failure.getCause() == null ? null : new Shown(failure.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(failure.getSuppressed()).map(Shown::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return failure.isCyclic();
        }
    }
}
