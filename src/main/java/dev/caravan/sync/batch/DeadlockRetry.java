package dev.caravan.sync.batch;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;

/** Multi-row statements can deadlock; the one that PostgreSQL aborts is retried. */
public final class DeadlockRetry {

    private static final Logger log = LoggerFactory.getLogger(DeadlockRetry.class);
    private static final int TRIES = 3;

    private DeadlockRetry() {}

    /** @param what for the log @param work a whole transaction, or one statement outside of one */
    public static <T> T retry(String what, Supplier<T> work) {
        for (int i = 1; ; i++) {
            try {
                return work.get();
            } catch (ConcurrencyFailureException e) {
                if (i == TRIES) {
                    throw e;
                }
                log.info("{} is retried: {}", what, e.toString());
            }
        }
    }
}
