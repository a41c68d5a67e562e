package dev.caravan.sync.action;

import dev.caravan.sync.matrix.ProductWalk;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Notes the products of an action before anything is done with them. */
@Component
class ProductNotes {

    /** Products of a portion: what is done with them in one store is one transaction. */
    static final int PORTION = 500;

    private final ActionTable table;
    private final ActionCost cost;

    ProductNotes(ActionTable table, ActionCost cost) {
        this.table = table;
        this.cost = cost;
    }

    /** Part of the caller's transaction. @param most how long it takes about @return the action with what is noted */
    ActionJob note(ActionJob job, ProductWalk.Portions portions, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        ActionJob noted = job;
        do {
            List<Long> ids = portions.after(noted.progress().lastProduct(), PORTION);
            noted = note(noted, ids, ids.size() < PORTION);
        } while (!noted.progress().collected() && System.nanoTime() < end);
        return noted;
    }

    /** One portion. @param all whether it is the last one */
    ActionJob note(ActionJob job, List<Long> ids, boolean all) {
        if (ids.isEmpty()) {
            return job.at(job.progress().noted(ids, 0, all));
        }
        table.addPortion(job, ids);
        long rows = cost.rows(job.accountId(), job.kind(), ids, job.connectionIds());
        return job.at(job.progress().noted(ids, rows, all));
    }
}
