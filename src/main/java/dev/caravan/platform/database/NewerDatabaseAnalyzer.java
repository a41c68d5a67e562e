package dev.caravan.platform.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why an older version does not start, instead of a stack trace. */
final class NewerDatabaseAnalyzer extends AbstractFailureAnalyzer<NewerDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NewerDatabaseException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the newer version, or restore the backup that was made before the upgrade (UPGRADING.md).",
                cause);
    }
}
