package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallableAddressesTest {

    private static final String SETTING = "CARAVAN_STORE_ALLOW_PRIVATE";

    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<Set<InetAddress>> own = new AtomicReference<>(Set.of(address("8.8.8.8")));
    private final OwnAddresses machine = new OwnAddresses(own::get, now::get);

    @Test
    void refusesThisMachinesOwnPublicAddress() {
        CallableAddresses callable = new CallableAddresses(machine, Networks.parse("", SETTING));

        assertThat(callable.allows(address("8.8.8.8"))).isFalse();
        assertThat(callable.allows(address("64:ff9b::808:808"))).as("by NAT64").isFalse();
        assertThat(callable.allows(address("8.8.4.4"))).isTrue();
    }

    @Test
    void allowsItIfTheSettingNamesIt() {
        CallableAddresses callable = new CallableAddresses(machine, Networks.parse("8.8.8.8", SETTING));

        assertThat(callable.allows(address("8.8.8.8"))).isTrue();
    }

    @Test
    void noticesAnAddressThatTheMachineGetsLater() {
        CallableAddresses callable = new CallableAddresses(machine, Networks.parse("", SETTING));
        own.set(Set.of(address("8.8.4.4")));
        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(callable.allows(address("8.8.4.4"))).isFalse();
        assertThat(callable.allows(address("8.8.8.8"))).isTrue();
    }

    @Test
    void goesOnWithTheFormerOnesIfTheyCannotBeRead() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        OwnAddresses unreadable = new OwnAddresses(
                () -> {
                    if (failure.get() != null) {
                        throw failure.get();
                    }
                    return own.get();
                },
                now::get);
        failure.set(new IllegalStateException("no"));
        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(unreadable.contains(address("8.8.8.8"))).isTrue();
    }

    @Test
    void readsThoseOfThisMachine() {
        assertThat(new OwnAddresses().contains(InetAddress.getLoopbackAddress()))
                .isTrue();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
