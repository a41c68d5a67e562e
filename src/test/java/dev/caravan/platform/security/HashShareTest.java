package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HashShareTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HashShare share = new HashShare(1, Duration.ofMinutes(1));

    @BeforeEach
    void takeThePlace() {
        assertThat(share.enter(1)).isTrue();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void theFirstTryOfANetworkGoesBeforeAHundredThatGuess() throws Exception {
        List<CompletableFuture<Boolean>> guessers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            guessers.add(enter(3));
        }
        awaitWaiting(8);
        CompletableFuture<Boolean> newcomer = enter(1);
        await().until(() -> guessers.stream().filter(CompletableFuture::isDone).count() == 143);

        share.leave();

        assertThat(newcomer.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(guessers).noneMatch(guesser -> guesser.getNow(false));
    }

    @Test
    void equalOnesGoInTheOrderOfTheirComing() throws Exception {
        CompletableFuture<Boolean> first = enter(2);
        awaitWaiting(1);
        CompletableFuture<Boolean> second = enter(2);
        awaitWaiting(2);

        share.leave();

        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second).isNotDone();
        share.leave();
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoHasWaitedLongEnoughIsRefusedAndTakesNoPlace() {
        HashShare impatient = new HashShare(1, Duration.ofMillis(1));
        assertThat(impatient.enter(1)).isTrue();
        assertThat(impatient.enter(1)).isFalse();

        impatient.leave();

        assertThat(impatient.enter(1)).isTrue();
    }

    private CompletableFuture<Boolean> enter(int tries) {
        return CompletableFuture.supplyAsync(() -> share.enter(tries), threads);
    }

    private void awaitWaiting(int many) {
        await().until(() -> share.waiting() == many);
    }
}
