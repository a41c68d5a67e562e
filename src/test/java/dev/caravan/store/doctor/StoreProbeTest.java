package dev.caravan.store.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.address.NameLookup;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.RawServer;
import dev.caravan.testing.TestSettings;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreEndpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@CaravanTest
@TestPropertySource(properties = "caravan.sync.request-timeout=2s")
class StoreProbeTest {

    private static final NameLookup NAMES = new NameLookup(Duration.ofSeconds(5), InetAddress::getAllByName);

    @Autowired
    CaravanSettings settings;

    @Autowired
    StoreCallSettings calls;

    @Autowired
    Clock clock;

    SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Probed shop"));

    @AfterEach
    void close() {
        store.close();
    }

    /** As when the name of a saved store has come to mean an address of our own network. */
    @Test
    void callsNothingInAPrivateNetworkWhoeverAsks() {
        StoreProbe probe = new StoreProbe(
                calls, new AllowedAddresses(TestSettings.allowingNoPrivateAddress(settings), NAMES), clock);

        StoreProbe.Result result = probe.get(store.url(), StoreEndpoints.INDEX, null, null);

        assertThat(result.answer()).isNull();
        assertThat(result.fault())
                .isInstanceOfSatisfying(
                        CallFault.NotAllowed.class,
                        fault -> assertThat(Remedies.of(fault, store.url(), null))
                                .contains("CARAVAN_STORE_ALLOW_PRIVATE"));
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void callsAPrivateStoreThatTheProgramAllowed() {
        AllowedAddresses addresses = new AllowedAddresses(TestSettings.allowingNoPrivateAddress(settings), NAMES);
        addresses.allow(store.url());

        StoreProbe.Result result =
                new StoreProbe(calls, addresses, clock).get(store.url(), StoreEndpoints.INDEX, null, null);

        assertThat(result.fault()).isNull();
    }

    @Test
    void callsOnlyThatPortOfItsHost() throws IOException {
        try (SandboxStore other = SandboxStore.start(SandboxSettings.forTests("Other shop"))) {
            AllowedAddresses addresses = new AllowedAddresses(TestSettings.allowingNoPrivateAddress(settings), NAMES);
            addresses.allow(store.url());

            StoreProbe.Result result =
                    new StoreProbe(calls, addresses, clock).get(other.url(), StoreEndpoints.INDEX, null, null);

            assertThat(result.fault()).isInstanceOf(CallFault.NotAllowed.class);
            assertThat(other.calls()).isEmpty();
        }
    }

    /** A name server that does not answer must not keep an API call for longer than the store itself may. */
    @Test
    void waitsForTheNameOfAStoreNoLongerThanForItsAnswer() {
        CountDownLatch answered = new CountDownLatch(1);
        NameLookup silent = new NameLookup(Duration.ofSeconds(4), host -> {
            await(answered);
            return InetAddress.getAllByName(host);
        });
        StoreProbe probe = new StoreProbe(calls, new AllowedAddresses(settings, silent), clock);

        StoreProbe.Result result = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> probe.get(store.url(), StoreEndpoints.INDEX, null, null));
        answered.countDown();

        assertThat(result.answer()).isNull();
        assertThat(result.fault())
                .isInstanceOfSatisfying(
                        CallFault.Ambiguous.class,
                        fault -> assertThat(fault.reason()).contains("no answer in time"));
        assertThat(result.millis()).isBetween(1_500L, 10_000L);
        assertThat(store.calls()).as("and nothing is sent afterwards").isEmpty();
    }

    @Test
    void saysThatAStoreHasNoName() {
        StoreProbe probe = new StoreProbe(calls, new AllowedAddresses(settings, NAMES), clock);

        StoreProbe.Result result =
                probe.get(URI.create("https://no-such-shop.invalid"), StoreEndpoints.INDEX, null, null);

        assertThat(result.fault())
                .isInstanceOfSatisfying(
                        CallFault.NotReached.class,
                        fault -> assertThat(fault.reason()).contains("host name not found"));
    }

    /** A body with no end in size, and one with no end in time. */
    @Test
    void endsAnAnswerThatHasNoEnd() throws Exception {
        AllowedAddresses addresses = new AllowedAddresses(settings, NAMES);
        try (RawServer endless = RawServer.endless("HTTP/1.1 200 OK\r\n\r\n", "[1,".repeat(1_000), Duration.ZERO);
                RawServer trickling = RawServer.endless("HTTP/1.1 200 OK\r\n\r\n", " ", Duration.ofMillis(100))) {
            StoreProbe probe = new StoreProbe(calls, addresses, clock);

            StoreProbe.Result large = probe.get(endless.url(), StoreEndpoints.INDEX, null, null);
            StoreProbe.Result slow = probe.get(trickling.url(), StoreEndpoints.INDEX, null, null);

            assertThat(Objects.requireNonNull(large.answer()).body()).hasSize(1 << 20);
            assertThat(slow.fault())
                    .isInstanceOfSatisfying(
                            CallFault.Ambiguous.class,
                            fault -> assertThat(fault.reason()).contains("no answer in time"));
            assertThat(slow.millis()).isBetween(1_500L, 10_000L);
        }
    }

    /** The HTTP client itself would keep a line of any length in memory. */
    @Test
    void endsAnAnswerWhoseHeadHasNoEnd() {
        AllowedAddresses addresses = new AllowedAddresses(settings, NAMES);
        try (RawServer line = RawServer.endless("HTTP/1.1 200 OK\r\nX: ", "x".repeat(1_000), Duration.ZERO);
                RawServer lines = RawServer.endless("HTTP/1.1 200 OK\r\n", "X: y\r\n", Duration.ZERO)) {
            StoreProbe probe = new StoreProbe(calls, addresses, clock);

            for (RawServer server : List.of(line, lines)) {
                StoreProbe.Result result = probe.get(server.url(), StoreEndpoints.INDEX, null, null);

                assertThat(result.fault())
                        .isInstanceOfSatisfying(
                                CallFault.Ambiguous.class,
                                fault -> assertThat(fault.reason())
                                        .containsPattern("Maximum (line length limit|header count) exceeded"));
            }
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
