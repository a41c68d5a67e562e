package dev.caravan.sync;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.History;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.settle.DeadLetterWriter;
import dev.caravan.sync.settle.ExportProgress;
import dev.caravan.sync.settle.FollowUpWork;
import dev.caravan.sync.settle.SettlementWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets holders vanish as a crash does: their calls were made, nothing is written of them, nobody looks after their claims,
 * and only the end of the lease brings the rows back.
 */
@TestComponent
@Primary
class InterleavingsCrash extends SettlementWriter {

    private final ActiveClaims active;
    private final Set<Long> doomed = ConcurrentHashMap.newKeySet();
    /** The rounds of those that have vanished, of which some may still be under way. */
    private final Set<UUID> vanished = ConcurrentHashMap.newKeySet();

    private final AtomicInteger count = new AtomicInteger();

    InterleavingsCrash(
            Sql sql,
            TransactionTemplate transaction,
            ActiveClaims active,
            History history,
            DeadLetterWriter deadLetters,
            ExportProgress exports,
            FollowUpWork followUp) {
        super(sql, transaction, active, history, deadLetters, exports, followUp);
        this.active = active;
    }

    /** The next holder of rows of this store does not come back. */
    void next(long connectionId) {
        doomed.add(connectionId);
    }

    void noMore() {
        doomed.clear();
    }

    int count() {
        return count.get();
    }

    /** To be called when nothing is under way: the rounds of those that have vanished are over. */
    void forget() {
        vanished.clear();
    }

    @Override
    public List<UUID> write(SettlementContext context, List<Settlement> settlements, Instant now) {
        if (vanished.contains(context.token()) || doomed.remove(context.store().id())) {
            if (vanished.add(context.token())) {
                count.incrementAndGet();
            }
            active.remove(context.token());
            throw new IllegalStateException("this holder has vanished, as the test wants it");
        }
        return super.write(context, settlements, now);
    }
}
