package dev.caravan.demo;

import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.platform.settings.WrongSettingException;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.address.AllowedAddresses;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The sandbox stores of the demo; they keep their products and keys in the data folder, so they survive restarts. */
@Component
@ConditionalOnExpression(DemoStores.WANTED)
class DemoStores implements SmartLifecycle {

    /** {@code CARAVAN_DEMO}; empty: true if the embedded database is used. */
    static final String WANTED =
            "'${caravan.demo}'.isEmpty() ? '${caravan.db-url}'.isEmpty() : '${caravan.demo}'.equals('true')";

    /** The store that refuses some products. */
    static final String REFUSING = "Sandbox South";

    /** The store that is paused from the start. */
    static final String PAUSED = "Sandbox East";

    private static final List<String> NAMES = List.of("Sandbox North", REFUSING, PAUSED);

    private final LocalFiles files;
    private final AllowedAddresses addresses;
    private final List<Integer> ports;
    private final List<DemoStore> stores = new ArrayList<>();

    DemoStores(LocalFiles files, AllowedAddresses addresses, CaravanSettings settings) {
        this.files = files;
        this.addresses = addresses;
        this.ports = settings.demoPorts();
    }

    /** A running sandbox store and its name. */
    record DemoStore(String name, SandboxStore store) {}

    List<DemoStore> stores() {
        return List.copyOf(stores);
    }

    @Override
    public void start() {
        DemoKeys keys = new DemoKeys(files.path("sandbox").resolve("keys.properties"));
        for (int i = 0; i < ports.size(); i++) {
            String name = NAMES.get(i);
            Path journal = files.path("sandbox")
                    .resolve(name.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + ".journal");
            SandboxStore store =
                    open(new SandboxSettings(name, ports.get(i), keys.key(name), keys.secret(name), journal));
            addresses.allow(store.url());
            stores.add(new DemoStore(name, store));
        }
    }

    private static SandboxStore open(SandboxSettings settings) {
        try {
            return SandboxStore.start(settings);
        } catch (UncheckedIOException e) {
            throw new WrongSettingException("CARAVAN_DEMO_PORTS names a port that cannot be used: " + settings.port()
                    + " (" + e.getMessage() + "); name free ports, or set CARAVAN_DEMO=false");
        }
    }

    @Override
    public void stop() {
        stores.forEach(demo -> demo.store().close());
        stores.clear();
    }

    @Override
    public boolean isRunning() {
        return !stores.isEmpty();
    }

    /** Starts before the deliveries, and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
