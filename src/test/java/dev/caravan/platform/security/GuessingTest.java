package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords are guessed over HTTP. Each test has a user and addresses of its own, as they stay known to the program. */
@CaravanTest
class GuessingTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Users users;

    @Autowired
    SignInGuard guard;

    @Autowired
    SignInFailures failures;

    @Autowired
    ObjectProvider<UserDetailsPasswordService> renewal;

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
    void aNameThatNoUserCanHaveIsAGuessAsWell() {
        List<Integer> answers = IntStream.range(0, 30)
                .mapToObj(i ->
                        wrong(guesser, i % 2 == 0 ? "a\0b" : "\0" + user, i).status())
                .toList();

        assertThat(answers).containsOnly(401, 429).endsWith(429);
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
        assertThat(right(other).status()).isEqualTo(200);

        IntStream.range(0, 600).forEach(i -> wrong(new Source("127.10." + i % 200 + ".1"), user, i));

        assertThat(right(new Source("127.10.250.1")).status()).isEqualTo(429);
        assertThat(right(other).status()).isEqualTo(200);
    }

    /** A guesser behind the same proxy or in the same house. */
    @Test
    void aClientGoesOnOnItsConnectionWhileOthersGuessAtTheSameAddress() throws Exception {
        Source beside = new Source("127.0.0.1");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest call = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.uri("/").getPort() + "/service"))
                .header("Authorization", Api.authorization(user))
                .build();
        assertThat(client.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        IntStream.range(0, 100).forEach(i -> wrong(beside, user, i));

        assertThat(client.send(call, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(right(beside).status()).isEqualTo(429);
    }

    /** Whoever has stolen a session does not know the password. */
    @Test
    void theOldPasswordIsGuessedNoFasterThanAtTheSignIn() {
        long id = jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                .param("name", user)
                .query(Long.class)
                .single();
        Visitor thief = new Visitor(api, guesser.address());
        thief.signIn(user, TestSettings.PASSWORD);
        String body = "{\"old\":\"%s\",\"new\":\"a password of the thief\"}";

        long looked = IntStream.range(0, 60)
                .filter(i -> thief.call("POST", "/users/" + id + "/password", body.formatted("wrong-" + i))
                                .status()
                        == 400)
                .count();

        assertThat(looked).isLessThan(20);
        Reply refused = thief.call("POST", "/users/" + id + "/password", body.formatted(TestSettings.PASSWORD));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
        assertThat(right(other).status()).isEqualTo(200);
    }

    /** Else the time of the answer would tell who is a user. */
    @Test
    void computesOneHashWhetherThereIsSuchAUserOrNot() {
        jdbc.sql(
                        "INSERT INTO app_user (account_id, username, password_hash, role, enabled) "
                                + "SELECT account_id, :name, password_hash, 'viewer', false FROM app_user WHERE username = 'admin'")
                .param("name", user + "-disabled")
                .update();
        AtomicInteger hashes = new AtomicInteger();
        PasswordSignIn signIn =
                new PasswordSignIn(users, new VerifiedPasswords(new Counting(hashes)), renewal, guard, failures);

        for (String name : List.of(user, user + "-unknown", user + "-disabled")) {
            hashes.set(0);
            assertThatThrownBy(() -> signIn.authenticate(
                            UsernamePasswordAuthenticationToken.unauthenticated(name, "wrong password")))
                    .isInstanceOf(BadCredentialsException.class);
            assertThat(hashes).as(name).hasValue(1);
        }
    }

    private record Counting(AtomicInteger hashes) implements PasswordEncoder {

        @Override
        public String encode(CharSequence rawPassword) {
            return "hash";
        }

        @Override
        public boolean matches(CharSequence rawPassword, String encodedPassword) {
            hashes.incrementAndGet();
            return false;
        }
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
