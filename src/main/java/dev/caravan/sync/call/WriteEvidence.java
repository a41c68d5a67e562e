package dev.caravan.sync.call;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.ClaimedRow;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Whether a store takes writes at all, as its history tells. That it answers a probe does not prove it: reads and empty writes
 * go well where every real one dies.
 */
@Component
public class WriteEvidence {

    /** The rest of the history is not looked through for a single failure. */
    private static final int MOST_LINES = 2_000;

    /** After a write has landed, so many other products that fail are no handful of poison ones: the store has fallen ill. */
    static final int MANY = 3;

    private final Sql sql;

    public WriteEvidence(Sql sql) {
        this.sql = sql;
    }

    /** What a store's writes since a product's first failure say about whose fault it is. */
    public enum Proof {
        /** Another write has landed, and hardly any has failed since: the store is well, so it is the product. */
        LANDED,
        /** The same, and the product's change is interactive. */
        LANDED_INTERACTIVE,
        /** None has landed, or many have failed since: it is the store, as far as one can tell. */
        OTHERS_FAIL,
        /** Nothing else was written: it may be either. */
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
