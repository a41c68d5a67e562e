package dev.caravan.sync.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.store.Access;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that is interrupted cannot wait: whoever must wait says so at once. */
@Timeout(10)
class StorePaceTest {

    private final StorePace pace = new StorePace();

    @AfterEach
    void calm() {
        Thread.interrupted();
    }

    @Test
    void letsAnyNumberPassWithoutALimit() {
        for (int i = 0; i < 1_000; i++) {
            pace.await(store(1, null));
        }
    }

    @Test
    void letsOneCallPassAndThenWaits() {
        pace.await(store(1, 1));

        mustWait(store(1, 1));
    }

    @Test
    void givesEachStoreItsOwnPace() {
        pace.await(store(1, 1));
        pace.await(store(2, 1));

        mustWait(store(2, 1));
    }

    @Test
    void takesANewLimitAtOnce() {
        pace.await(store(1, 1));

        for (int i = 0; i < 10; i++) {
            pace.await(store(1, 600));
        }
    }

    private void mustWait(Store store) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pace.await(store)).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private static Store store(long id, @Nullable Integer requestsPerMinute) {
        return new Store(
                id,
                1,
                "Store",
                URI.create("https://shop.example"),
                true,
                false,
                OnDelete.KEEP,
                OnMissing.RECREATE,
                50,
                1,
                requestsPerMinute,
                null,
                0,
                null,
                false,
                50,
                Access.UNKNOWN,
                null);
    }
}
