package dev.caravan.sync.action;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that is carried out.
 *
 * @param filter null: its products were named
 * @param tries how often its next step has failed
 */
record ActionJob(
        UUID id,
        long accountId,
        ActionKind kind,
        @Nullable ActionFilter filter,
        List<Long> connectionIds,
        String who,
        Progress progress,
        int tries) {

    /** As for an export: a person waits for so many. */
    private static final int MOST_AT_ONCE = 100;

    /**
     * How far it is.
     *
     * @param products noted so far, up to {@code lastProduct} @param total their rows in the stores
     * @param collected whether all are noted
     * @param portion the next one @param store the next store in it: what is before them is done
     */
    record Progress(
            long products,
            long total,
            boolean collected,
            long lastProduct,
            int portion,
            int store,
            long done,
            long failed) {

        static final Progress BEGIN = new Progress(0, 0, false, 0, 0, 0, 0, 0);

        Progress noted(List<Long> ids, long rows, boolean all) {
            long last = ids.isEmpty() ? lastProduct : ids.get(ids.size() - 1);
            return new Progress(products + ids.size(), total + rows, all, last, portion, store, done, failed);
        }

        /** One more store is done. @param rows that are done with it, and not by an export */
        Progress acted(long rows, int stores) {
            boolean last = store + 1 >= stores;
            return new Progress(
                    products,
                    total,
                    collected,
                    lastProduct,
                    last ? portion + 1 : portion,
                    last ? 0 : store + 1,
                    done + rows,
                    failed);
        }

        Progress counted(long ended, long refused) {
            return new Progress(
                    products, total, collected, lastProduct, portion, store, done + ended, failed + refused);
        }
    }

    ActionJob at(Progress next) {
        return new ActionJob(id, accountId, kind, filter, connectionIds, who, next, tries);
    }

    /** Whether other changes go first. */
    boolean bulk() {
        return progress.total() > MOST_AT_ONCE;
    }
}
