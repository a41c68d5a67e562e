package dev.caravan.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A change and its entry are one. */
@SlowTest
class AuditTransactionsTest {

    private SingleConnectionDataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private RefusalTally tally;
    private final CurrentOperation current = new CurrentOperation();
    private boolean broken;

    @BeforeEach
    void connect() throws SQLException {
        database = new SingleConnectionDataSource(
                DriverManager.getConnection(TestDatabase.asOwner(TestDatabase.createMigrated())), true);
        jdbc = JdbcClient.create(database);
        AuditTable table = new AuditTable(new Sql(jdbc), Clock.systemUTC()) {
            @Override
            public void insert(AuditEntry entry) {
                if (broken) {
                    throw new IllegalStateException("the table is not there");
                }
                super.insert(entry);
            }
        };
        tally = new RefusalTally(table);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        transactions.setTransactionExecutionListeners(List.of(new AuditTransactions(current, table)));
        transaction = new TransactionTemplate(transactions);
        jdbc.sql("CREATE TEMPORARY TABLE thing (id int)").update();
        current.set(new RestOperation(
                AuditEntry.of("make-thing")
                        .by(new Caller(1, "anna", Role.ADMIN))
                        .on("things"),
                true));
    }

    @AfterEach
    void disconnect() {
        database.destroy();
    }

    private void makeThing() {
        transaction.executeWithoutResult(
                status -> jdbc.sql("INSERT INTO thing VALUES (1)").update());
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void aChangeIsWrittenWithItsEntryOnce() {
        makeThing();
        makeThing();

        assertThat(count("thing")).isEqualTo(2);
        assertThat(count("audit_log")).isEqualTo(1);
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        broken = true;

        assertThatThrownBy(this::makeThing).hasMessage("the table is not there");
        assertThat(count("thing")).isZero();
    }

    @Test
    void whatIsRolledBackIsNotRecordedAndCanBeTriedAgain() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("INSERT INTO thing VALUES (1)").update();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count("audit_log")).isZero();

        makeThing();
        assertThat(count("audit_log")).isEqualTo(1);
    }

    @Test
    void refusalsOfStrangersAreFewEntriesWithTheirNumber() {
        IntStream.range(0, 1_000)
                .forEach(i -> tally.add(AuditEntry.of("sign-in").by("guess" + i).ended(401)));
        assertThat(count("audit_log")).isEqualTo(10);

        tally.write();

        assertThat(count("audit_log")).isEqualTo(11);
        assertThat(jdbc.sql("SELECT sum(coalesce(count, 1)) FROM audit_log")
                        .query(Long.class)
                        .single())
                .isEqualTo(1_000);
    }

    @Test
    void refusalsThatCannotBeWrittenAreWrittenLater() {
        broken = true;
        tally.add(AuditEntry.of("sign-in").by("anna").ended(401));
        broken = false;

        tally.write();

        assertThat(count("audit_log")).isEqualTo(1);
    }
}
