package dev.caravan.sync.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.batch.Settlement.Result;
import dev.caravan.sync.batch.SettlementContext;
import dev.caravan.woocommerce.FieldHashes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncJournalTest {

    @Test
    void countsWhatTheStoreShowedAlreadyAsSaved() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SyncJournal journal = new SyncJournal(meters, Given.CLOCK);
        Plan nothing = Given.row().linked(7).plan(Plan.Action.NOTHING);
        Plan update = Given.row().linked(8).plan(Plan.Action.UPDATE, Given.document("name", "n"));

        journal.tell(
                new SettlementContext(Given.store(), new UUID(0, 1), 200, 5),
                List.of(
                        Settlement.done(nothing, Result.SYNCED, false, 7L, FieldHashes.none(), Given.NOW),
                        Settlement.done(update, Result.SYNCED, true, 8L, FieldHashes.none(), Given.NOW)));

        assertThat(meters.counter("caravan.deliveries", "outcome", "saved").count())
                .isEqualTo(1);
        assertThat(meters.counter("caravan.deliveries", "outcome", "synced").count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-5000, 1 s",
        "0, 1 s",
        "499, 1 s",
        "1500, 2 s",
        "10000, 10 s",
        "119400, 119 s",
        "119500, 2 min",
        "240000, 4 min",
        "3600000, 60 min",
        "172800000, 48 h"
    })
    void saysHowLongAPersonHasToWait(long millis, String said) {
        assertThat(SyncJournal.readable(Duration.ofMillis(millis))).isEqualTo(said);
    }
}
