package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Sql;
import dev.caravan.sync.batch.Columns;
import dev.caravan.sync.batch.KnownTerms;
import dev.caravan.sync.batch.KnownTerms.Slot;
import dev.caravan.sync.batch.TermNote;
import dev.caravan.sync.ledger.AlikeOptions;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.testing.SlowTest;
import dev.caravan.woocommerce.TermBatch.Wanted;
import dev.caravan.woocommerce.TermKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of a store that has very many options, of which the database has no statistics yet. */
@SlowTest
@Timeout(60)
class TermLedgerTest {

    private static final int MANY = 5_000;
    private static final long ATTRIBUTE = 7;

    private final SyncTable table = SyncTable.create();
    private final Sql sql = new Sql(table.jdbc);
    private final TermLedger ledger = new TermLedger(sql, table.clock);

    private final List<Wanted> options = LongStream.rangeClosed(1, MANY)
            .mapToObj(n -> new Wanted(TermKind.OPTION, ATTRIBUTE, "Option " + n))
            .toList();

    @BeforeEach
    void noteOptions() {
        table.asOwner()
                .sql("ALTER TABLE store_term SET (autovacuum_enabled = false)")
                .update();
        List<TermNote> notes = LongStream.range(0, MANY)
                .mapToObj(n -> TermNote.known(options.get((int) n), 1_000 + n))
                .toList();
        ledger.note(Given.store(), UUID.randomUUID(), notes);
    }

    @Test
    void findsEachOptionOfItsAttribute() {
        KnownTerms known = ledger.findOptions(Given.store(), options);

        assertThat(known.entries()).hasSize(MANY);
        assertThat(known.id(options.get(17))).hasValue(1_017);
        Wanted ofAnother = new Wanted(TermKind.OPTION, ATTRIBUTE + 1, "Option 17");
        assertThat(ledger.findOptions(Given.store(), List.of(ofAnother)).entries())
                .isEmpty();
    }

    @Test
    void comparesNoOptionWithTheOthers() {
        List<String> plan = table.jdbc
                .sql("EXPLAIN (ANALYZE, TIMING OFF) "
                        + sql.text("sync/find-options").replaceAll("(?m)^--.*$", ""))
                .param("accountId", 1)
                .param("connectionId", 1)
                .param("attributes", new Columns<>(options).longs(Wanted::parentWooId))
                .param("keys", new Columns<>(options).texts(Wanted::key))
                .query(String.class)
                .list();

        assertThat(String.join("\n", plan))
                .contains("Index Scan using store_term_pkey", "loops=" + MANY)
                .doesNotContainPattern("Rows Removed by [^:]*: \\d+");
    }

    /** Options that are known from before the column was there. */
    @Test
    void saysOfOptionsHowTheyAreComparedWhenTheyAreNeeded() {
        AlikeOptions alike = new AlikeOptions(sql);
        table.jdbc.sql("UPDATE store_term SET folded = NULL").update();
        Wanted wanted = new Wanted(TermKind.OPTION, ATTRIBUTE, "Öption 4711");

        assertThat(alike.find(Given.store(), List.of(wanted)))
                .containsExactly(Map.entry(Slot.of(wanted), "Option 4711"));

        assertThat(table.jdbc
                        .sql("SELECT count(*) FROM store_term WHERE folded IS NULL")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(alike.find(Given.store(), List.of(new Wanted(TermKind.OPTION, ATTRIBUTE, "Uption 4711"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Rosé, Rose, true", "Größe, GROSSE, true", "Край, Краи, false", "Ærø, aero, true", "Æble, Apple, false"
    })
    void comparesAsAlikeNamesDoes(String there, String wanted, boolean same) {
        long attribute = ATTRIBUTE + 1;
        ledger.note(
                Given.store(),
                UUID.randomUUID(),
                List.of(TermNote.known(new Wanted(TermKind.OPTION, attribute, there), 99)));

        assertThat(new AlikeOptions(sql)
                        .find(Given.store(), List.of(new Wanted(TermKind.OPTION, attribute, wanted)))
                        .isEmpty())
                .isNotEqualTo(same);
    }
}
