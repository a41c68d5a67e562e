package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.CaravanTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@CaravanTest
class UnderscoredColumnsTest {

    private static final String ROWS = """
            SELECT 7::bigint AS store_id, 'Shop' AS "storeName", NULL::text AS shown_as, 'OFF' AS last_state, true AS auto_sync,
                   '2026-11-30T01:02:03.456789Z'::timestamptz AS made_at, NULL::timestamptz AS gone_at,
                   '2026-11-30T01:02:03Z'::timestamptz AS seen_at,
                   '6f1c2f3e-0000-4000-8000-000000000001'::uuid AS batch_id, 3 AS more
            FROM generate_series(1, 3) AS s (n)""";

    private static final Shop SHOP = new Shop(
            7,
            "Shop",
            null,
            State.OFF,
            true,
            Instant.parse("2026-11-30T01:02:03.456789Z"),
            null,
            OffsetDateTime.parse("2026-11-30T01:02:03Z"),
            UUID.fromString("6f1c2f3e-0000-4000-8000-000000000001"));

    @Autowired
    DataSource database;

    /** The program's own. */
    @Autowired
    JdbcTemplate template;

    /** Calls that the driver answered with an exception. */
    private final List<String> refused = new ArrayList<>();

    private JdbcClient jdbc;

    enum State {
        OFF
    }

    /** A value of each kind that rows have. */
    record Shop(
            long storeId,
            String storeName,
            @Nullable String shownAs,
            State lastState,
            boolean autoSync,
            Instant madeAt,
            @Nullable Instant goneAt,
            OffsetDateTime seenAt,
            UUID batchId) {}

    record Renamed(long storeId, String title) {}

    @BeforeEach
    void watch() {
        jdbc = JdbcClient.create(new UnderscoredColumns(watched(DataSource.class, database)));
    }

    /** An exception for each row and name costs more than the query. */
    @AfterEach
    void theDriverWasAskedForNothingThatItDoesNotHave() {
        assertThat(refused).isEmpty();
    }

    @Test
    void mapsTheRowsOfAQuery() {
        assertThat(jdbc.sql(ROWS).query(Shop.class).list()).containsExactly(SHOP, SHOP, SHOP);
    }

    @Test
    void mapsTheRowsOfAQueryWithParameters() {
        assertThat(jdbc.sql(ROWS + " WHERE n = :n")
                        .param("n", 2)
                        .query(Shop.class)
                        .single())
                .isEqualTo(SHOP);
        assertThat(jdbc.sql(ROWS + " WHERE n = ?").param(2).query(Shop.class).single())
                .isEqualTo(SHOP);
    }

    @Test
    void mapsRowsOneByOne() {
        try (var rows = jdbc.sql(ROWS).query(Shop.class).stream();
                var some = jdbc.sql(ROWS + " WHERE n > :n").param("n", 1).query(Shop.class).stream()) {
            assertThat(rows).containsExactly(SHOP, SHOP, SHOP);
            assertThat(some).containsExactly(SHOP, SHOP);
        }
    }

    @Test
    void mapsNoRows() {
        assertThat(jdbc.sql(ROWS + " WHERE false").query(Shop.class).list()).isEmpty();
    }

    @Test
    void saysWhichColumnIsMissing() {
        assertThatThrownBy(() ->
                        jdbc.sql("SELECT 1 AS store_id").query(Renamed.class).list())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("title");
        refused.clear();
    }

    @Test
    void isWhatTheProgramUses() {
        assertThat(template).isInstanceOf(UnderscoredColumns.class);
        assertThat(template.getExceptionTranslator()).isInstanceOf(DatabaseHealthIndicator.class);
    }

    /** What comes of it is watched, too, down to the rows. */
    private <T> T watched(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return watched(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        Throwable cause = Objects.requireNonNull(e.getCause());
                        refused.add(method.getName() + ": " + cause.getMessage());
                        throw cause;
                    }
                }));
    }

    private @Nullable Object watched(@Nullable Object result) {
        if (result instanceof Connection) {
            return watched(Connection.class, result);
        }
        if (result instanceof PreparedStatement) {
            return watched(PreparedStatement.class, result);
        }
        return result instanceof ResultSet ? watched(ResultSet.class, result) : result;
    }
}
