package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.platform.Sql;
import dev.caravan.platform.settings.WrongSettingException;
import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.FindByIndexNameSessionRepository;

/** Sessions of two nodes on one database, under a clock that is turned by hand. */
@SlowTest
class SessionStoreTest {

    private static final SessionSettings SETTINGS = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12));

    private static HikariDataSource database;

    private Instant now = Instant.now();
    private final SessionLife life = new SessionLife(SETTINGS, new Turned());
    private final SessionStore node = store();
    private final SessionStore other = store();

    @BeforeAll
    static void migrate() {
        database = new HikariDataSource();
        database.setJdbcUrl(TestDatabase.createMigrated());
        database.setUsername("postgres");
        database.setMaximumPoolSize(4);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anotherNodeHasTheSession() {
        String id = begin("ann");

        StoredSession found = Objects.requireNonNull(other.findById(id));
        assertThat(found.<String>getAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME))
                .isEqualTo("ann");

        other.deleteById(id);
        assertThat(node.findById(id)).isNull();
    }

    @Test
    void endsWhenNobodyHasUsedItForItsTime() {
        String id = begin("ann");
        now = now.plus(Duration.ofMinutes(29));
        assertThat(node.findById(id)).isNotNull();

        now = now.plus(Duration.ofMinutes(2));

        assertThat(node.findById(id)).isNull();
        assertThat(rows(id)).isZero();
    }

    @Test
    void endsTwelveHoursAfterTheSignInHoweverMuchItIsUsed() {
        String id = begin("ann");
        Instant end = now.plus(Duration.ofHours(12));
        while (now.isBefore(end.minus(Duration.ofMinutes(20)))) {
            now = now.plus(Duration.ofMinutes(20));
            StoredSession used = Objects.requireNonNull(node.findById(id), () -> "at " + now);
            used.setLastAccessedTime(now);
            node.save(used);
        }

        now = end.plusSeconds(1);

        assertThat(node.findById(id)).isNull();
    }

    @Test
    void notesTheLastRequestOnceAMinute() {
        String id = begin("ann");
        String before = version(id);
        for (int second = 1; second < 60; second++) {
            use(id, now.plusSeconds(second));
        }
        assertThat(version(id)).isEqualTo(before);

        use(id, now.plusSeconds(61));

        assertThat(version(id)).isNotEqualTo(before);
    }

    @Test
    void deletesWhatHasEnded() {
        Sessions sessions = new Sessions(new Sql(JdbcClient.create(database)), life);
        String ended = begin("ann");
        now = now.plus(Duration.ofMinutes(31));
        sessions.clean();
        assertThat(rows(ended)).isZero();

        String tooLong = begin("ann");
        JdbcClient.create(database)
                .sql("UPDATE spring_session SET expiry_time = :later, creation_time = :long")
                .param("later", now.plus(Duration.ofHours(1)).toEpochMilli())
                .param("long", now.minus(Duration.ofHours(13)).toEpochMilli())
                .update();
        sessions.clean();
        assertThat(rows(tooLong)).isZero();
    }

    @Test
    void endsAllSessionsOfAUserButOne() {
        Sessions sessions = new Sessions(new Sql(JdbcClient.create(database)), life);
        String one = begin("eve");
        String two = begin("eve");
        String others = begin("adam");

        assertThat(sessions.endOthers("eve", one)).isEqualTo(1);

        assertThat(node.findById(one)).isNotNull();
        assertThat(node.findById(two)).isNull();
        assertThat(sessions.endAll("eve")).isEqualTo(1);
        assertThat(node.findById(one)).isNull();
        assertThat(node.findById(others)).isNotNull();
    }

    /** A row that someone has written into the table makes no Java object. */
    @Test
    void keepsTextOnly() {
        StoredSession session = node.createSession();
        session.setAttribute("object", Duration.ofDays(1));

        assertThatThrownBy(() -> node.save(session)).rootCause().hasMessageContaining("keeps text only");
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S, PT12H, CARAVAN_SESSION_IDLE",
        "PT30M, PT10M, CARAVAN_SESSION_LONGEST",
        "P31D, P31D, CARAVAN_SESSION_IDLE"
    })
    void refusesTimesThatDoNotFit(Duration idle, Duration longest, String named) {
        assertThatThrownBy(() -> new SessionSettings(idle, longest))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(named);
    }

    private SessionStore store() {
        return new SessionStore(new JdbcTemplate(database), new JdbcTransactionManager(database), life);
    }

    private String begin(String username) {
        StoredSession session = node.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, username);
        session.stored().setLastAccessedTime(now);
        node.save(session);
        return session.getId();
    }

    private void use(String id, Instant time) {
        StoredSession session = Objects.requireNonNull(node.findById(id));
        session.setLastAccessedTime(time);
        node.save(session);
    }

    private static long rows(String id) {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM spring_session WHERE session_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static String version(String id) {
        return JdbcClient.create(database)
                .sql("SELECT xmin::text || ' ' || ctid::text FROM spring_session WHERE session_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private final class Turned extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}
