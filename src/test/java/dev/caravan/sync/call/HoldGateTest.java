package dev.caravan.sync.call;

import static dev.caravan.sync.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.caravan.store.Access;
import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldGateTest {

    private final StoresApi stores = mock(StoresApi.class);
    private final StoreHealthApi health = mock(StoreHealthApi.class);
    private final HoldGate gate = new HoldGate(stores, health, Given.CLOCK);

    static Stream<Arguments> holds() {
        return Stream.of(
                Arguments.of(null, false),
                Arguments.of(new Hold(HoldReason.PAUSED, "by an operator", null, NOW), false),
                Arguments.of(new Hold(HoldReason.UNREACHABLE, "", NOW.plusMillis(1), NOW), false),
                Arguments.of(new Hold(HoldReason.UNREACHABLE, "", NOW, NOW), true),
                Arguments.of(new Hold(HoldReason.UNAUTHORIZED, "", NOW.minusSeconds(1), NOW), true));
    }

    @ParameterizedTest
    @MethodSource("holds")
    void asksAHeldStoreWhenTheTimeHasCome(@Nullable Hold hold, boolean asks) {
        when(stores.find(1)).thenReturn(Optional.of(held(hold)));

        assertThat(gate.admit(1).mustProbe()).isEqualTo(asks);
    }

    @Test
    void asksNobodyAboutAConnectionThatIsGone() {
        when(stores.find(1)).thenReturn(Optional.empty());

        assertThat(gate.admit(1).mustProbe()).isFalse();
    }

    @Test
    void endsTheHoldOfAWellStore() {
        gate.healthyAgain(held(null));

        verify(health).release(1);
    }

    private static Store held(@Nullable Hold hold) {
        return new Store(
                1,
                1,
                "Store",
                URI.create("https://shop.example"),
                true,
                false,
                OnDelete.KEEP,
                OnMissing.RECREATE,
                50,
                1,
                null,
                hold,
                1,
                null,
                false,
                50,
                Access.UNKNOWN,
                null);
    }
}
