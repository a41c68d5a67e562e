package dev.caravan.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The table is only added to, whoever asks. */
@SlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTableTest {

    private SingleConnectionDataSource database;
    private SingleConnectionDataSource owners;
    private JdbcClient jdbc;
    private AuditTable table;

    @BeforeAll
    void connect() throws SQLException {
        String url = TestDatabase.createMigrated();
        database = new SingleConnectionDataSource(DriverManager.getConnection(url), true);
        owners = new SingleConnectionDataSource(DriverManager.getConnection(TestDatabase.asOwner(url)), true);
        jdbc = JdbcClient.create(database);
        table = new AuditTable(new Sql(jdbc), Clock.systemUTC());
    }

    @AfterAll
    void disconnect() {
        database.destroy();
        owners.destroy();
    }

    private long left(String action) {
        return jdbc.sql("SELECT count(*) FROM audit_log WHERE action = :action")
                .param("action", action)
                .query(Long.class)
                .single();
    }

    @BeforeEach
    void writeOne() {
        table.insert(AuditEntry.of("be-tested").by("anna").from("192.0.2.7").on("tests/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_log SET who = 'bob'",
                "UPDATE audit_log SET who = 'bob' WHERE false",
                "MERGE INTO audit_log a USING (SELECT 1) one ON true WHEN MATCHED THEN UPDATE SET who = 'bob'",
                "MERGE INTO audit_log a USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
                "INSERT INTO audit_log (id, at, who, from_address, action, target, outcome) OVERRIDING SYSTEM VALUE "
                        + "SELECT id, at, 'bob', '', '', '', 'done' FROM audit_log ON CONFLICT (id) DO UPDATE SET who = 'bob'",
                "DELETE FROM audit_log",
                "DELETE FROM audit_log WHERE at < now() - interval '9 years'",
                "TRUNCATE audit_log",
                "SET caravan.prunes_audit_log = 'yes'; DELETE FROM audit_log"
            })
    void noEntryIsChangedOrDeleted(String statement) {
        long before = left("be-tested");

        for (JdbcClient role : List.of(jdbc, JdbcClient.create(owners))) {
            assertThatThrownBy(() -> role.sql(statement).update())
                    .rootCause()
                    .hasMessageMatching("(?s).*(audit.log).*");
        }
        assertThat(left("be-tested")).isEqualTo(before);
        JdbcClient.create(owners).sql("RESET caravan.prunes_audit_log").update();
    }

    /** Where one database user owns and uses the tables as well, as in a database that the operator has made. */
    @Test
    void theOwnerDeletesNothingEitherButByPruning() {
        JdbcClient owner = JdbcClient.create(owners);
        owner.sql("INSERT INTO audit_log (at, who, from_address, action, target, outcome) "
                        + "VALUES (now() - interval '90 days', '', '', 'old', '', 'done')")
                .update();

        assertThatThrownBy(() ->
                        owner.sql("DELETE FROM audit_log WHERE action = 'old'").update())
                .rootCause()
                .hasMessageContaining("only added to: DELETE is refused");
        assertThatThrownBy(() ->
                        owner.sql("TRUNCATE audit_log RESTART IDENTITY CASCADE").update())
                .rootCause()
                .hasMessageContaining("only added to: TRUNCATE is refused");
        assertThat(left("old")).isEqualTo(1);
        assertThat(owner.sql("SELECT prune_audit_log(now() - interval '60 days', 1000)")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(left("old")).isZero();
        assertThatThrownBy(() -> owner.sql("DELETE FROM audit_log").update())
                .as("after it has pruned")
                .rootCause()
                .hasMessageContaining("only added to: DELETE is refused");
    }

    @Test
    void onlyPruningDeletesAndOnlyWhatIsOld() {
        for (int days : List.of(400, 31, 29)) {
            jdbc.sql("INSERT INTO audit_log (at, who, from_address, action, target, outcome) "
                            + "VALUES (now() - make_interval(days => :days), '', '', 'aged-' || :days, '', 'done')")
                    .param("days", days)
                    .update();
        }

        assertThat(prune("365 days", 1000)).isEqualTo(1);
        assertThat(prune("0 days", 1000)).isEqualTo(1);
        assertThat(prune("-9 days", 1000)).isZero();
        assertThat(left("aged-400") + left("aged-31")).isZero();
        assertThat(left("aged-29")).isEqualTo(1);
    }

    @Test
    void keepsTextsInBoundsAndWithoutWhatForgesLines() {
        table.insert(AuditEntry.of("long-texts")
                .by("x".repeat(10_000))
                .from("1\n2")
                .on("a\u0000b\u202Ec\uD800")
                .changing(new AuditChanges()
                        .member("storeName", null, "y\u0000".repeat(10_000))
                        .member("consumerSecret", "cs_old", "cs_new")));

        var row = jdbc.sql(
                        "SELECT who, from_address, target, after::text AS after FROM audit_log WHERE action = 'long-texts'")
                .query()
                .singleRow();
        assertThat((String) row.get("who")).hasSize(200);
        assertThat(row.get("from_address")).isEqualTo("1\uFFFD2");
        assertThat(row.get("target")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat((String) row.get("after"))
                .hasSizeLessThan(400)
                .contains("\"consumerSecret\": \"changed\"")
                .doesNotContain("cs_");
    }

    private int prune(String age, int portion) {
        return jdbc.sql("SELECT prune_audit_log(now() - :age::interval, :portion)")
                .param("age", age)
                .param("portion", portion)
                .query(Integer.class)
                .single();
    }

    /** Its admins can read the entry. If there are several accounts, it belongs to none. */
    @Test
    void whatAStrangerDoesBelongsToTheOnlyAccount() {
        jdbc.sql("INSERT INTO account (name) VALUES ('first')").update();
        table.insert(AuditEntry.of("knocks").from("192.0.2.8").on("doors/1"));
        jdbc.sql("INSERT INTO account (name) VALUES ('second')").update();
        table.insert(AuditEntry.of("knocks").from("192.0.2.8").on("doors/2"));

        assertThat(jdbc.sql("SELECT a.name FROM audit_log l LEFT JOIN account a ON a.id = l.account_id "
                                + "WHERE l.action = 'knocks' ORDER BY l.id")
                        .query(String.class)
                        .list())
                .containsExactly("first", null);
    }
}
