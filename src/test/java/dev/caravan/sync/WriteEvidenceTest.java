package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.sync.call.WriteEvidence;
import dev.caravan.sync.call.WriteEvidence.Proof;
import dev.caravan.testing.SlowTest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose fault a failure is, by what became of the store's other writes. Product 1 has failed at NOW. */
@SlowTest
class WriteEvidenceTest {

    private static final Instant FAILED = Given.NOW;

    private final SyncTable table = SyncTable.create();
    private final WriteEvidence proof = new WriteEvidence(new Sql(table.jdbc));

    /** @param history one word a write, oldest first: L2 has landed, F3 got no clear answer; the number is the product */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', SILENCE",
        "F1 F1, SILENCE",
        "L2, LANDED",
        "F2, OTHERS_FAIL",
        "F2 L3, LANDED",
        "L2 F3, LANDED",
        "L2 F3 F3 F3, LANDED",
        "L2 F3 F4, LANDED",
        "L2 F3 F4 F5, OTHERS_FAIL",
        "L2 F3 F4 F5 L6, LANDED"
    })
    void judgesByWhatCameLast(String history, Proof expected) {
        write("L9", FAILED.minusSeconds(60)); // long before it failed
        for (String write : history.split(" ")) {
            write(write, FAILED.plusSeconds(5));
        }

        assertThat(proof.read(1, 1, FAILED)).isEqualTo(expected);
    }

    private void write(String write, Instant at) {
        if (write.isEmpty()) {
            return;
        }
        boolean landed = write.startsWith("L");
        table.jdbc
                .sql(
                        "INSERT INTO sync_log (account_id, connection_id, product_id, operation, fields, outcome, http_status,"
                                + " millis, error_code, attempt, batch_id, created_at)"
                                + " VALUES (1, 1, :product, 'update', '{}', :outcome, :status, 5, :code, 1, :batch, :at)")
                .param("product", Long.valueOf(write.substring(1)))
                .param("outcome", landed ? "synced" : "retry")
                .param("status", landed ? 200 : 500)
                .param("code", landed ? null : "no_clear_answer")
                .param("batch", UUID.randomUUID())
                .param("at", Timestamp.from(at))
                .update();
    }
}
