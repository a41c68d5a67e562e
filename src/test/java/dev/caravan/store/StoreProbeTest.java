package dev.caravan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.CaravanSettings;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxStore;
import dev.caravan.testing.CaravanTest;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreEndpoints;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaravanTest
class StoreProbeTest {

    @Autowired
    CaravanSettings settings;

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
        StoreProbe probe = new StoreProbe(settings, new AllowedAddresses(allowingNothing()), clock);

        StoreProbe.Result result = probe.get(store.url(), StoreEndpoints.INDEX, null, null);

        assertThat(result.answer()).isNull();
        assertThat(result.fault())
                .isInstanceOfSatisfying(
                        CallFault.NotReached.class,
                        fault -> assertThat(Remedies.of(fault, store.url(), null))
                                .contains("CARAVAN_STORE_ALLOW_PRIVATE"));
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void callsAPrivateStoreThatTheProgramAllowed() {
        AllowedAddresses addresses = new AllowedAddresses(allowingNothing());
        addresses.allow(store.url());

        StoreProbe.Result result =
                new StoreProbe(settings, addresses, clock).get(store.url(), StoreEndpoints.INDEX, null, null);

        assertThat(result.fault()).isNull();
    }

    private CaravanSettings allowingNothing() {
        return new CaravanSettings(
                settings.dataDir(),
                settings.dbUrl(),
                settings.dbUser(),
                settings.dbPassword(),
                settings.dbPoolSize(),
                settings.adminPassword(),
                settings.secretKey(),
                settings.publicUrl(),
                settings.demo(),
                settings.demoPorts(),
                "",
                settings.transport(),
                settings.catalog(),
                settings.sync(),
                settings.alert());
    }
}
