package dev.caravan.store.seal;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.seal.KeyRotationTable.Resealed;
import dev.caravan.store.seal.KeyRotationTable.Rotation;
import dev.caravan.store.seal.KeyRotationTable.Row;
import dev.caravan.store.seal.KeyRotationTable.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals all credentials again with the newest key, in portions with a transaction each, so that any process can
 * continue where another has stopped. The older keys open credentials that are not sealed again yet.
 */
@Component
class KeyRotation {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.store");

    /** A portion is opened and sealed in a few milliseconds. */
    private static final int PORTION = 100;

    private static final int NAMED_AT_MOST = 20;

    private final KeyRotationTable table;
    private final CredentialSeal seal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    KeyRotation(KeyRotationTable table, CredentialSeal seal, Clock clock, PlatformTransactionManager transactions) {
        this.table = table;
        this.seal = seal;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Starts one, unless one is running. @throws ApiException 403 for a key that may see some connections only */
    Rotation start(Caller caller) {
        if (caller.connectionIds() != null) {
            throw ApiException.forbidden();
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            Long id = table.start(caller.username(), clock.instant()).orElse(null);
            if (id != null) {
                table.noteKey(id, seal.newestKey());
            }
            Rotation rotation = table.last().orElseThrow();
            if (id != null) {
                log.info(
                        "{} exchanges the key of the credentials for {}: {} connection(s)",
                        caller.username(),
                        rotation.keyId(),
                        rotation.total());
            }
            return rotation;
        }));
    }

    /** Seals the next portion again. @return whether there is more to do at once */
    public boolean portion() {
        return Boolean.TRUE.equals(transaction.execute(status ->
                table.lockRunning().filter(this::canSealFor).map(this::work).orElse(false)));
    }

    private boolean canSealFor(Rotation rotation) {
        boolean knows = seal.knows(rotation.keyId());
        if (!knows) {
            log.debug("The rotation to the key {} is left to a process that has it", rotation.keyId());
        }
        return knows;
    }

    private boolean work(Rotation rotation) {
        List<Row> rows = table.lockPortion(rotation, PORTION);
        if (rows.isEmpty()) {
            endPass(rotation);
            return false;
        }
        List<Resealed> resealed = new ArrayList<>();
        for (Row row : rows) {
            try {
                OpenCredentials open = seal.open(row.connectionId(), row.sealed());
                resealed.add(new Resealed(row.connectionId(), seal.seal(row.connectionId(), open, rotation.keyId())));
            } catch (CredentialsException e) {
                log.debug("Not sealed again", e);
            }
        }
        table.reseal(rotation.keyId(), resealed);
        table.note(rotation.after(
                rows.get(rows.size() - 1).connectionId(), resealed.size(), rows.size() - resealed.size()));
        return true;
    }

    /**
     * The rotation is done, unless some credentials were left out because they were being changed, or were sealed
     * with an older key meanwhile.
     */
    private void endPass(Rotation rotation) {
        List<Long> left = table.connectionsOfOtherKeys(rotation.keyId());
        if (left.size() > rotation.failed()) {
            table.note(rotation.nextPass());
            return;
        }
        table.note(rotation.ended(left.isEmpty() ? State.DONE : State.INCOMPLETE, left.size(), clock.instant()));
        if (left.isEmpty()) {
            log.info("All credentials are sealed with the key {}", rotation.keyId());
        } else {
            log.warn(
                    "The credentials of {} connection(s) do not open and could not be sealed with the key {}; enter them again: {}",
                    left.size(),
                    rotation.keyId(),
                    left.stream().limit(NAMED_AT_MOST).toList());
        }
    }
}
