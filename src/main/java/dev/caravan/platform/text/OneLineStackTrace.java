package dev.caravan.platform.text;

import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;

/** The stack traces of a log in JSON: as {@link OneLineThrowable} writes them, so messages cannot add lines. */
final class OneLineStackTrace implements StackTracePrinter {

    private final OneLineThrowable printer = new OneLineThrowable();

    OneLineStackTrace() {
        printer.start();
    }

    @Override
    public void printStackTrace(Throwable failure, Appendable out) throws IOException {
        out.append(printer.throwableProxyToString(new ThrowableProxy(failure)).strip());
    }
}
