package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords are guessed over HTTP. Each test has a user and addresses of its own, as they stay known to the program. */
@CaravanTest
class GuessingTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private String user;
    private Source guesser;
    private Source other;

    @BeforeEach
    void somebodyToGuess() {
        int number = NUMBER.incrementAndGet();
        user = "guessed-" + number;
        guesser = new Source("127.9." + number + ".1");
        other = new Source("127.9." + number + ".2");
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, password_hash, 'viewer' FROM app_user WHERE username = 'admin'")
                .param("name", user)
                .update();
    }

    @Test
    void answersGuessesAtFullSpeedWithoutLookingAtThem() {
        long looked = IntStream.range(0, 200)
                .filter(i -> wrong(guesser, user, i).status() == 401)
                .count();

        assertThat(looked).isLessThan(10);
        Reply refused = wrong(guesser, user, 200);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
        assertThat(refused.header("WWW-Authenticate")).isEmpty();
        assertThat(refused.body()).contains("\"statusCode\":429", "try again");
    }

    @Test
    void doesNotSayWhetherAGuessWasRightWhileItIsSlowedDown() {
        IntStream.range(0, 20).forEach(i -> wrong(guesser, user, i));

        assertThat(right(guesser).status()).isEqualTo(429);
    }

    @Test
    void letsTheRightOneInFromAnotherAddress() {
        IntStream.range(0, 200).forEach(i -> wrong(guesser, user, i));

        assertThat(right(other).status()).isEqualTo(200);
    }

    @Test
    void letsTheRightOneInFromAnAddressThatSignedInBefore() {
        assertThat(right(guesser).status()).isEqualTo(200);

        IntStream.range(0, 200).forEach(i -> wrong(guesser, user, i));

        assertThat(right(guesser).status()).isEqualTo(200);
    }

    /** A client that starts with many requests at once does not guess. */
    @Test
    void letsManyFirstRequestsOfOneClientIn() throws Exception {
        List<Callable<Reply>> requests = Collections.nCopies(20, () -> right(other));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            for (Future<Reply> reply : clients.invokeAll(requests)) {
                assertThat(reply.get().status()).isEqualTo(200);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void slowsDownWhoTriesOnePasswordOnManyUsers() {
        long looked = IntStream.range(0, 200)
                .filter(i -> guesser.basic(api.uri("/service"), user + "-" + i, "Winter2026!")
                                .status()
                        == 401)
                .count();

        assertThat(looked).isLessThan(40);
    }

    private Reply wrong(Source from, String username, int guess) {
        return from.basic(api.uri("/service"), username, "wrong-" + guess);
    }

    private Reply right(Source from) {
        return from.basic(api.uri("/service"), user, TestSettings.PASSWORD);
    }
}
