package dev.caravan.sync.action;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.sync.action.ActionSteps.Afterwards;
import dev.caravan.sync.batch.DeadlockRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries actions out in the background, the steps of several in turn. Each step locks its action, so two processes never take the same one; if a
 * process ends in a step, the transaction is undone as a whole, and another process takes that step.
 */
@Component
class ActionWork {

    private static final Logger log = LoggerFactory.getLogger(ActionWork.class);

    /** A stop of the program waits so long for it. */
    private static final Duration SLICE = Duration.ofSeconds(2);

    private static final int MOST_TRIES = 10;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int LONGEST_DELAY = 6; // doublings

    private final ActionTable table;
    private final ActionSteps steps;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ActionWork(ActionTable table, ActionSteps steps, TransactionTemplate transaction, Clock clock) {
        this.table = table;
        this.steps = steps;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Called at intervals: takes the steps that are due. */
    public void carryOn() throws Exception {
        long end = System.nanoTime() + SLICE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = step();
        }
    }

    /** @return false: none is due */
    private boolean step() throws Exception {
        AtomicReference<@Nullable ActionJob> locked = new AtomicReference<>();
        Optional<Afterwards> taken;
        try {
            taken = DeadlockRetry.retry("A step of an action", () -> taken(locked));
        } catch (RuntimeException e) {
            ActionJob job = locked.get();
            if (job == null) {
                throw e;
            }
            failed(job, e);
            return true;
        }
        if (taken.isEmpty()) {
            return false;
        }
        taken.get().run();
        return true;
    }

    private Optional<Afterwards> taken(AtomicReference<@Nullable ActionJob> locked) {
        Optional<Afterwards> taken =
                transaction.execute(status -> table.lockDue(clock.instant()).map(due -> {
                    locked.set(due.job());
                    return steps.take(due);
                }));
        return taken == null ? Optional.empty() : taken;
    }

    /** Others go on meanwhile. An outage of the database says nothing about the action. */
    private void failed(ActionJob job, RuntimeException failure) {
        boolean outage = DatabaseOutage.causes(failure);
        int tries = outage ? job.tries() : job.tries() + 1;
        if (outage) {
            log.warn("A step of action {} is retried: {}", job.id(), DatabaseOutage.reason(failure));
        } else {
            log.error("A step of action {} failed, for the {}. time", job.id(), tries, failure);
        }
        if (tries >= MOST_TRIES) {
            table.end(job, "failed", clock.instant());
        } else {
            Duration wait = FIRST_DELAY.multipliedBy(1L << Math.min(tries, LONGEST_DELAY));
            table.delay(job, tries, clock.instant().plus(wait));
        }
    }
}
