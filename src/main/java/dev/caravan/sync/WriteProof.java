package dev.caravan.sync;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Whether a store takes writes at all, as its history tells. That it answers a probe does not prove it: reads and empty writes
 * go well where every real one dies.
 */
@Component
class WriteProof {

    /** The rest of the history is not looked through for a single failure. */
    private static final int MOST_LINES = 2_000;

    private final Sql sql;

    WriteProof(Sql sql) {
        this.sql = sql;
    }

    /** What a store's writes since a product's first failure say about whose fault it is. */
    enum Proof {
        /** Another write has landed: the store is well, so it is the product. */
        LANDED,
        /** None has landed, and others fail as well: it is the store, as far as one can tell. */
        OTHERS_FAIL,
        /** Nothing else was written: it may be either. */
        SILENCE
    }

    Proof read(long connectionId, long productId, Instant since) {
        return sql.statement("sync/read-proof")
                .param("connectionId", connectionId)
                .param("productId", productId)
                .param("since", Timestamp.from(since))
                .param("most", MOST_LINES)
                .query((row, n) -> row.getBoolean("landed")
                        ? Proof.LANDED
                        : row.getBoolean("others") ? Proof.OTHERS_FAIL : Proof.SILENCE)
                .single();
    }
}
