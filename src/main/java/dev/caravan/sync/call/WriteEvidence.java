package dev.caravan.sync.call;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ClaimedRow;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Whether a store takes writes at all, by its history. An answered probe does not prove it: reads and empty writes may
 * succeed where every real write fails.
 */
@Component
public class WriteEvidence {

    /** More lines of the history are not read for a single failure. */
    private static final int MOST_LINES = 2_000;

    /** If so many other products fail after a write has landed, they are not all at fault: the store is unhealthy. */
    static final int MANY = 3;

    private final Sql sql;

    public WriteEvidence(Sql sql) {
        this.sql = sql;
    }

    /** What a store's writes since a product's first failure show about the fault. */
    public enum Proof {
        /**
         * Another write has landed, and hardly any has failed since: the store is healthy, so the product is at fault.
         */
        LANDED,
        /** The same, and the product's change is interactive. */
        LANDED_INTERACTIVE,
        /** None has landed, or many have failed since: the store is most likely at fault. */
        OTHERS_FAIL,
        /** Nothing else was written: either may be at fault. */
        SILENCE
    }

    public Proof read(long connectionId, long productId, Instant since) {
        return sql.statement("sync/read-proof")
                .param("connectionId", connectionId)
                .param("productId", productId)
                .param("since", Timestamp.from(since))
                .param("most", MOST_LINES)
                .query((row, n) -> judge(row.getBoolean("landed"), row.getInt("others")))
                .single();
    }

    /** As {@link #read(long, long, Instant)}, for a row that is to be settled. */
    public Proof read(long connectionId, ClaimedRow row, Instant since) {
        Proof proof = read(connectionId, row.productId(), since);
        return proof == Proof.LANDED && isInteractive(connectionId, row.id()) ? Proof.LANDED_INTERACTIVE : proof;
    }

    private boolean isInteractive(long connectionId, long rowId) {
        return sql.statement("sync/is-interactive")
                .param("connectionId", connectionId)
                .param("id", rowId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Proof judge(boolean landed, int others) {
        if (landed && others < MANY) {
            return Proof.LANDED;
        }
        return others > 0 ? Proof.OTHERS_FAIL : Proof.SILENCE;
    }
}
