package dev.caravan.platform.management;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.embedded.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names the setting of a port that another program listens on. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TakenPortAnalyzer extends AbstractFailureAnalyzer<WebServerException> {

    private final Environment environment;

    TakenPortAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, WebServerException cause) {
        if (cause instanceof PortInUseException inUse) {
            return analysis(inUse.getPort(), cause);
        }
        return cause instanceof ConnectorStartFailedException failed ? analysis(failed.getPort(), cause) : null;
    }

    private FailureAnalysis analysis(int port, WebServerException cause) {
        boolean management = port == environment.getProperty("management.server.port", Integer.class, 0);
        String setting = management ? "CARAVAN_MANAGEMENT_PORT" : "CARAVAN_PORT";
        return new FailureAnalysis(
                setting + " must be a port that is free, but another program listens on " + port + ".",
                "Stop the other program, or set " + setting + " to another port.",
                cause);
    }
}
