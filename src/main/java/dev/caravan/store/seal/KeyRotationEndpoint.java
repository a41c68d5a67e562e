package dev.caravan.store.seal;

import dev.caravan.platform.Caller;
import dev.caravan.platform.api.Reply;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.seal.KeyRotationTable.Rotation;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /keys/rotate}. */
@Component
class KeyRotationEndpoint {

    private static final String PATH = "/keys/rotate";

    /** @param state none, running, done, or incomplete: some credentials do not open @param keyId never the key itself */
    record Progress(
            String state,
            int total,
            int done,
            int failed,
            String keyId,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static Progress of(Rotation rotation) {
            return new Progress(
                    rotation.state().code(),
                    rotation.total(),
                    rotation.done(),
                    rotation.failed(),
                    rotation.keyId(),
                    rotation.startedAt(),
                    rotation.finishedAt());
        }
    }

    private final KeyRotation rotation;
    private final KeyRotationTable table;
    private final CredentialSeal seal;
    private final AuditLog audit;

    KeyRotationEndpoint(KeyRotation rotation, KeyRotationTable table, CredentialSeal seal, AuditLog audit) {
        this.rotation = rotation;
        this.table = table;
        this.seal = seal;
        this.audit = audit;
    }

    /** 202; if one is running already, its progress. */
    Progress start(@ExchangeProperty(Caller.PROPERTY) Caller caller, Exchange exchange) {
        Progress progress = Progress.of(rotation.start(caller));
        audit.target("key " + progress.keyId());
        audit.counted(progress.total());
        Reply.continuesAt(exchange, PATH);
        return progress;
    }

    /** The progress of the rotation that was started last. */
    Progress progress() {
        return table.last()
                .map(Progress::of)
                .orElseGet(() -> new Progress("none", 0, 0, 0, seal.sealingKey(), null, null));
    }
}
