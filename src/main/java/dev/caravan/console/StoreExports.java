package dev.caravan.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code list-exports}. */
record StoreExports(List<Export> data, Pages pagination) {

    /** One export. @param state running, done or cancelled @param etaSeconds null: unknown, or nothing is left */
    record Export(
            String id,
            long total,
            long done,
            long failed,
            double perSecond,
            @Nullable Long etaSeconds,
            String state,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        public boolean isRunning() {
            return state.equals("running");
        }

        /** As {@link StoreState#tone}. */
        public String tone() {
            if (isRunning()) {
                return "wait";
            }
            return state.equals("cancelled") ? "off" : failed > 0 ? "late" : "ok";
        }

        public String words() {
            if (isRunning()) {
                return "Running";
            }
            return state.equals("cancelled") ? "Cancelled" : failed > 0 ? "Done, some refused" : "Done";
        }
    }
}
