package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What 150 guessers cost an honest client that is signed in, and an honest first sign-in. The figures are in docs/adr/0009:
 * {@code ./mvnw test -Dtest=GuessingFiguresTest -Dunit.tests.excluded=}.
 */
@Tag("benchmark")
@CaravanTest
class GuessingFiguresTest {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");
    private static final int GUESSERS = 150;
    private static final int TRIES = 100;
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final AtomicInteger ROUND = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, GUESSERS})
    void measures(int addresses) throws Exception {
        int round = ROUND.incrementAndGet();
        Source honest = new Source("127.5." + round + ".1");
        String second = "first-" + round;
        String password = "a hash of its own " + round;
        api.post("/users", "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"viewer\"}".formatted(second, password))
                .expect(201);
        assertThat(honest.basic(api.uri("/service"), "admin", TestSettings.PASSWORD)
                        .status())
                .isEqualTo(200);
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger guesses = new AtomicInteger();
        AtomicInteger looked = new AtomicInteger();
        List<Thread> guessers = new ArrayList<>();
        for (int i = 0; i < (addresses == 0 ? 0 : GUESSERS); i++) {
            Source source = new Source("127.4." + round + "." + (1 + i % addresses));
            Thread thread = new Thread(() -> {
                for (int n = 0; going.get(); n++) {
                    int status = source.basic(api.uri("/service"), "admin", "guess-" + n)
                            .status();
                    guesses.incrementAndGet();
                    looked.addAndGet(status == 401 ? 1 : 0);
                }
            });
            thread.start();
            guessers.add(thread);
        }
        long end = System.nanoTime() + LONG.toNanos();
        List<Long> waits = new ArrayList<>();
        long first = -1;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            assertThat(honest.basic(api.uri("/service"), "admin", TestSettings.PASSWORD)
                            .status())
                    .isEqualTo(200);
            waits.add(System.nanoTime() - start);
            if (first < 0 && waits.size() == 20) {
                long before = System.nanoTime();
                Source newcomer = new Source("127.5." + round + ".2");
                boolean in = false;
                while (!in && System.nanoTime() < end) {
                    Source.Reply reply = newcomer.basic(api.uri("/service"), second, password);
                    in = reply.status() == 200;
                    if (!in) { // a client that waits as told
                        Duration asTold = Duration.ofSeconds(Long.parseLong(reply.header("Retry-After")));
                        await().pollDelay(asTold).atMost(asTold.multipliedBy(2)).until(() -> true);
                    }
                }
                first = in ? System.nanoTime() - before : Long.MAX_VALUE;
            }
        }
        going.set(false);
        for (Thread thread : guessers) {
            thread.join();
        }
        waits.sort(null);
        log.info(
                "{} guessers from {} addresses: {} guesses/s, {} looked at; honest client p50 {} ms, p99 {} ms ({} calls); first sign-in {}",
                guessers.size(),
                addresses,
                guesses.get() / LONG.toSeconds(),
                looked,
                ms(waits.get(waits.size() / 2)),
                ms(waits.get(waits.size() * 99 / 100)),
                waits.size(),
                first == Long.MAX_VALUE ? "none within " + LONG : ms(first) + " ms");
    }

    /** Alternately for a user who is there and one who is not, each try from an address of its own. */
    @Test
    void measuresWhatTheTimeOfARefusalTells() {
        List<Long> wrong = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String user = "timed-" + i;
            jdbc.sql(
                            "INSERT INTO app_user (account_id, username, password_hash, role) "
                                    + "SELECT account_id, :name, password_hash, 'viewer' FROM app_user WHERE username = 'admin'")
                    .param("name", user)
                    .update();
            wrong.add(refusal("127.6.1." + (i + 1), user));
            unknown.add(refusal("127.6.2." + (i + 1), "un" + user));
        }
        wrong.sort(null);
        unknown.sort(null);
        log.info(
                "a wrong password: median {} us, p90 {} us; an unknown user: median {} us, p90 {} us",
                wrong.get(TRIES / 2) / 1_000,
                wrong.get(TRIES * 9 / 10) / 1_000,
                unknown.get(TRIES / 2) / 1_000,
                unknown.get(TRIES * 9 / 10) / 1_000);
    }

    private long refusal(String address, String user) {
        Source source = new Source(address);
        long start = System.nanoTime();
        assertThat(source.basic(api.uri("/service"), user, "a wrong password").status())
                .isEqualTo(401);
        return System.nanoTime() - start;
    }

    private static long ms(long nanos) {
        return nanos / 1_000_000;
    }
}
