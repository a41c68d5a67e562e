package dev.caravan.store.seal;

import dev.caravan.platform.Sql;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of rotations, and the sealed columns of all connections. */
@Component
class KeyRotationTable {

    enum State {
        RUNNING,
        DONE,
        /** Some credentials do not open. */
        INCOMPLETE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param done connections that are sealed again
     * @param failed connections whose credentials do not open
     * @param afterId how far the pass under way has come
     */
    record Rotation(
            long id,
            String keyId,
            State state,
            int total,
            int done,
            int failed,
            long afterId,
            Instant startedAt,
            @Nullable Instant finishedAt) {

        Rotation after(long connectionId, int moreDone, int moreFailed) {
            return with(State.RUNNING, done + moreDone, failed + moreFailed, connectionId, null);
        }

        Rotation nextPass() {
            return with(State.RUNNING, done, 0, 0, null);
        }

        Rotation ended(State how, int left, Instant now) {
            return with(how, done, left, afterId, now);
        }

        private Rotation with(State as, int nowDone, int nowFailed, long after, @Nullable Instant finished) {
            return new Rotation(id, keyId, as, total, nowDone, nowFailed, after, startedAt, finished);
        }
    }

    /** A connection's credentials as they are stored. */
    record Row(long connectionId, SealedCredentials sealed) {}

    /** A connection's credentials, sealed again. */
    record Resealed(long connectionId, SealedCredentials sealed) {}

    private final Sql sql;

    KeyRotationTable(Sql sql) {
        this.sql = sql;
    }

    /** The id of a new rotation; empty if one is running. */
    Optional<Long> start(String startedBy, Instant now) {
        return sql.statement("store/start-key-rotation")
                .param("startedBy", startedBy)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    void noteKey(long id, String keyId) {
        sql.statement("store/note-rotation-key")
                .param("id", id)
                .param("keyId", keyId)
                .update();
    }

    Optional<Rotation> last() {
        return sql.statement("store/find-key-rotation").query(Rotation.class).optional();
    }

    /** Locks the running rotation for this transaction; empty if none runs, or another process has it. */
    Optional<Rotation> lockRunning() {
        return sql.statement("store/lock-key-rotation").query(Rotation.class).optional();
    }

    List<Row> lockPortion(Rotation rotation, int limit) {
        return sql.statement("store/lock-sealed-credentials")
                .param("afterId", rotation.afterId())
                .param("keyId", rotation.keyId())
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        new SealedCredentials(
                                row.getString("key_id"),
                                row.getBytes("consumer_key"),
                                row.getBytes("consumer_secret"),
                                row.getBytes("webhook_secret"))))
                .list();
    }

    void reseal(String keyId, List<Resealed> resealed) {
        sql.statement("store/reseal-credentials")
                .param("keyId", keyId)
                .param("ids", resealed.stream().map(Resealed::connectionId).toArray(Long[]::new))
                .param("consumerKeys", hex(resealed, SealedCredentials::consumerKey))
                .param("consumerSecrets", hex(resealed, SealedCredentials::consumerSecret))
                .param("webhookSecrets", hex(resealed, SealedCredentials::webhookSecret))
                .update();
    }

    void note(Rotation rotation) {
        Instant finished = rotation.finishedAt();
        sql.statement("store/note-key-rotation")
                .param("id", rotation.id())
                .param("state", rotation.state().code())
                .param("done", rotation.done())
                .param("failed", rotation.failed())
                .param("afterId", rotation.afterId())
                .param("finishedAt", finished == null ? null : Timestamp.from(finished), Types.TIMESTAMP)
                .update();
    }

    List<Long> connectionsOfOtherKeys(String keyId) {
        return sql.statement("store/list-connections-of-other-keys")
                .param("keyId", keyId)
                .query(Long.class)
                .list();
    }

    private static @Nullable String[] hex(
            List<Resealed> resealed, Function<SealedCredentials, byte @Nullable []> field) {
        return resealed.stream()
                .map(one -> field.apply(one.sealed()))
                .map(bytes -> bytes == null ? null : HexFormat.of().formatHex(bytes))
                .toArray(String[]::new);
    }
}
