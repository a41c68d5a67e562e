package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.platform.Sql;
import dev.caravan.testing.SlowTest;
import dev.caravan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@SlowTest
class SignInGuardTest {

    private static final Network HOME = Network.of("203.0.113.7");
    private static final int HOUR = 3_600;

    private static HikariDataSource database;
    private static Sql sql;

    private final AtomicLong nanos = new AtomicLong();
    private final RefusedSignIns refused = new RefusedSignIns();
    private SignInGuard guard;

    @BeforeAll
    static void migrate() {
        database = new HikariDataSource();
        database.setJdbcUrl(TestDatabase.createMigrated());
        database.setUsername("postgres");
        database.setMaximumPoolSize(4);
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("INSERT INTO account (name) VALUES ('a')").update();
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) VALUES (1, 'ann', 'x', 'admin')")
                .update();
        sql = new Sql(jdbc);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anotherNode() {
        JdbcClient.create(database).sql("DELETE FROM sign_in_network").update();
        guard = node();
    }

    private SignInGuard node() {
        return new SignInGuard(new KnownNetworks(sql, Clock.systemUTC()), refused, nanos::get, 2);
    }

    /** ASVS 2.2.1: no more than 100 failed attempts per hour on a single account. */
    @Test
    void looksAtNoMoreThanAHundredGuessesAnHourHoweverManyAddressesTheyComeFrom() {
        guard.begin("ann", HOME, "", () -> false).right();
        int looked = 0;
        for (int second = 0; second < HOUR; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            for (int i = 0; i < 3; i++) {
                looked += guess(Network.of("198.51." + (second + i) % 250 + "." + second % 240));
            }
        }

        assertThat(looked).isBetween(50, 100);
        guard.begin("ann", HOME, "", () -> false).right();
    }

    @Test
    void looksAtFewGuessesOfOneAddress() {
        int looked = 0;
        for (int second = 0; second < HOUR; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            looked += guess(Network.of("198.51.100.1"));
        }

        assertThat(looked).isLessThan(25);
    }

    @Test
    void takesAllAddressesOfOneIpv6NetworkForOne() {
        int looked = 0;
        for (int i = 0; i < 200; i++) {
            looked += guess(Network.of("2001:db8:1:2::" + Integer.toHexString(i + 1)));
        }

        assertThat(looked).isLessThan(10);
    }

    @Test
    void slowsDownAWholeIpv6SiteThatTriesManyUsers() {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                guard.begin("user-" + i, Network.of("2001:db8:1:" + Integer.toHexString(i) + "::1"), "", () -> false)
                        .wrong();
                looked++;
            } catch (TooManySignInsException e) {
                // as it should be
            }
        }

        assertThat(looked).isLessThan(70);
    }

    @Test
    void anotherNodeKnowsWhereAUserHasSignedIn() {
        guard.begin("ann", HOME, "", () -> false).right();
        SignInGuard other = node();
        for (int i = 0; i < 200; i++) {
            guessAt(other, Network.of("198.51.100." + i));
        }
        assertThatThrownBy(() -> other.begin("ann", Network.of("198.51.101.1"), "", () -> false))
                .isInstanceOf(TooManySignInsException.class);

        other.begin("ann", HOME, "", () -> false).right();
    }

    /** As a guess sees it: whether it would have been found out that the password is right. */
    @Test
    void tellsOfNoMoreThanAHundredGuessesAnHourWhoeverSitsBesideTheUser() {
        guard.begin("ann", HOME, "c1", () -> false).right();
        AtomicInteger told = new AtomicInteger();
        for (int second = 0; second < HOUR; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            for (int i = 0; i < 3; i++) {
                told.addAndGet(guess(Network.of("198.51." + (second + i) % 250 + "." + second % 240)));
                told.addAndGet(toldAtHome(""));
                if (second % 10 == 0) {
                    signsIn("c1", true);
                }
                told.addAndGet(toldAtHome("c1")); // a proxy mixes its clients
            }
            if (second % 60 == 0) {
                signsIn("", false);
            }
        }

        assertThat(told.get()).isBetween(50, 100);
    }

    @Test
    void aConnectionThatHasSignedInGoesOnHoweverManyGuessBesideIt() {
        guard.begin("ann", HOME, "c1", () -> false).right();
        for (int i = 0; i < 10_000; i++) {
            guess(HOME);
        }

        guard.begin("ann", HOME, "c1", () -> true).right();
        assertThatThrownBy(() -> guard.begin("ann", HOME, "c2", () -> true))
                .isInstanceOf(TooManySignInsException.class);
    }

    @Test
    void guessesAtOneNetworkOfAUserDoNotCountAtAnother() {
        Network office = Network.of("203.0.113.99");
        guard.begin("ann", HOME, "", () -> false).right();
        guard.begin("ann", office, "", () -> false).right();
        for (int i = 0; i < 10_000; i++) {
            guess(HOME);
        }

        guard.begin("ann", office, "", () -> true).right();
        guard.begin("ann", office, "", () -> false).right();
    }

    private void signsIn(String connection, boolean verified) {
        try {
            guard.begin("ann", HOME, connection, () -> verified).right();
        } catch (TooManySignInsException e) {
            // a guess was before it
        }
    }

    private int toldAtHome(String connection) {
        AtomicBoolean compared = new AtomicBoolean();
        try {
            guard.begin("ann", HOME, connection, () -> {
                        compared.set(true);
                        return false;
                    })
                    .wrong();
            return 1;
        } catch (TooManySignInsException e) {
            return compared.get() ? 1 : 0;
        }
    }

    @Test
    void whatCouldNotBeLookedAtIsNotCounted() {
        for (int i = 0; i < 200; i++) {
            guard.begin("ann", HOME, "", () -> false).broken();
        }

        guard.begin("ann", HOME, "", () -> false).right();
    }

    /** As many strangers as like hold one hash at a time and some threads; those who are known have another place. */
    @Test
    void strangersDoNotTakeThePlacesOfThoseWhoAreKnown() throws Exception {
        guard.begin("ann", HOME, "", () -> false).right();
        List<SignInGuard.Attempt> hashing = new ArrayList<>();
        hashing.add(guard.begin("x", Network.of("198.51.100.1"), "", () -> false));
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 2; i < 60; i++) {
            Network network = Network.of("198.51.100." + i);
            waiting.add(CompletableFuture.supplyAsync(() -> guess(network), run -> new Thread(run).start()));
        }

        guard.begin("ann", HOME, "", () -> false).right();

        long refused = 0;
        for (CompletableFuture<Integer> answer : waiting) {
            refused += answer.get(30, TimeUnit.SECONDS) == 0 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(58);
        hashing.get(0).wrong();
        guard.begin("y", Network.of("198.51.101.1"), "", () -> false).wrong();
    }

    /** The guessers' own networks have no failed try yet: they are told apart by the user, whom others have guessed at. */
    @Test
    void aFirstSignInGoesBeforeThoseWhoGuessAtAnotherUserFromNewAddresses() throws Exception {
        for (int i = 0; i < 10; i++) {
            guess(Network.of("198.51.99." + i));
        }

        assertThat(firstOfNineWaiting("198.51.100.", "203.0.113.50")).isTrue();
    }

    /** Nothing but refusals for want of a place, which are taken back. */
    @Test
    void aFirstSignInGoesBeforeThoseWhoseTriesWereRefusedBeforeTheirHash() throws Exception {
        for (int i = 0; i < 10; i++) {
            refused.add("198.51.98." + i);
        }

        assertThat(firstOfNineWaiting("198.51.98.", "203.0.113.50")).isTrue();
    }

    /** Eight wait for the one hash, then the newcomer comes. @return whether it is the next */
    private boolean firstOfNineWaiting(String guessers, String newcomer) throws Exception {
        SignInGuard.Attempt hashing = guard.begin("x", Network.of("198.51.97.1"), "", () -> false);
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Network network = Network.of(guessers + i);
            waiting.add(CompletableFuture.supplyAsync(() -> guess(network), run -> new Thread(run).start()));
        }
        await().until(() -> guard.waitingStrangers() == 8);
        CompletableFuture<SignInGuard.Attempt> first = CompletableFuture.supplyAsync(
                () -> guard.begin("y", Network.of(newcomer), "", () -> false), run -> new Thread(run).start());
        await().until(() ->
                waiting.stream().anyMatch(CompletableFuture::isDone)); // the ninth takes a place of the eight
        hashing.wrong();
        boolean next = first.get(10, TimeUnit.SECONDS) != null
                && waiting.stream().filter(CompletableFuture::isDone).count() == 1;
        first.get().right();
        for (CompletableFuture<Integer> answer : waiting) {
            answer.get(30, TimeUnit.SECONDS);
        }
        return next;
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "[2001:db8:1:2::1], 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64, fe80:0:0:0:0:0:0:0/48",
        "evil.example, unknown, unknown",
        "cafe, unknown, unknown",
        "'', unknown, unknown",
    })
    void tellsNetworksApart(String address, String name, String wide) {
        assertThat(Network.of(address)).isEqualTo(new Network(name, wide));
    }

    private int guess(Network network) {
        return guessAt(guard, network);
    }

    private static int guessAt(SignInGuard guard, Network network) {
        try {
            guard.begin("ann", network, "", () -> false).wrong();
            return 1;
        } catch (TooManySignInsException e) {
            return 0;
        }
    }
}
