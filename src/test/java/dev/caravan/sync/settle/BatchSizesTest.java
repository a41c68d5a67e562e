package dev.caravan.sync.settle;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Plan;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSizesTest {

    private final StoresApi stores = mock(StoresApi.class);
    private final BatchSizes sizes = new BatchSizes(stores);

    @ParameterizedTest(name = "{0} of {1} (cap {2}) in {3} ms: {4}")
    @CsvSource({
        "25, 25, 50, 700, 37", // grows by half
        "1, 1, 50, 90, 2",
        "40, 40, 50, 700, 50", // up to the cap
        "20, 20, 50, 6667, 30",
        "20, 20, 50, 6668, 20", // a larger one might take too long: 10 s
        "24, 25, 50, 700, 25", // a call that is not full says nothing
        "50, 50, 50, 700, 50",
        "50, 50, 50, 10000, 50",
        "50, 50, 50, 10001, 25", // too slow
        "8, 25, 50, 10001, 25", // a few slow ones say nothing of full batches
        "12, 24, 50, 10001, 24",
        "13, 24, 50, 10001, 12", // more than half of a full one
        "1, 1, 50, 60000, 1",
    })
    void followsHowFastTheStoreAnswers(int sent, int size, int cap, int millis, int wanted) {
        sizes.answered(delivery(sent, size, cap, null), millis);

        verifyResized(size, wanted);
    }

    @ParameterizedTest
    @CsvSource({"25, 25, 12", "13, 25, 12", "3, 25, 25", "1, 1, 1"})
    void halvesAfterAFailure(int sent, int size, int wanted) {
        sizes.failed(delivery(sent, size, 50, null), true);

        verifyResized(size, wanted);
    }

    @Test
    void saysNothingOfTheSizeAfterASingleProductFailed() {
        sizes.failed(delivery(1, 1, 50, null), false);
        sizes.failed(delivery(1, 2, 50, null), false);
        sizes.failed(delivery(1, 2, 50, null), true);

        verify(stores, never()).resizeBatches(anyLong(), anyInt(), anyInt());
    }

    @Test
    void looksAtWhichProductItFailedBeforeItBlamesTheSize() {
        sizes.failed(delivery(24, 24, 50, null), false);
        verifyResized(24, 24);

        sizes.failed(delivery(23, 24, 50, 24), false);
        verifyResized(24, 12);
    }

    @Test
    void staysWhileTheCulpritIsLookedFor() {
        sizes.failed(delivery(12, 24, 50, 12), false);

        verifyResized(24, 24);
    }

    private void verifyResized(int from, int to) {
        if (from == to) {
            verify(stores, never()).resizeBatches(anyLong(), anyInt(), anyInt());
        } else {
            verify(stores).resizeBatches(1, from, to);
        }
    }

    private static Delivery delivery(int count, int size, int cap, @Nullable Integer limit) {
        Store s = Given.store();
        Store store = new Store(
                s.id(),
                s.accountId(),
                s.storeName(),
                s.storeUrl(),
                true,
                false,
                s.onDelete(),
                s.onMissing(),
                cap,
                1,
                null,
                null,
                0,
                null,
                false,
                size,
                s.access(),
                null);
        return new Delivery(
                store,
                new UUID(0, 1),
                Given.NOW,
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            Given.Row row = Given.row().id(i).linked(i + 1);
                            return (limit == null ? row : row.batchLimit(limit)).plan(Plan.Action.UPDATE);
                        })
                        .toList());
    }
}
