package dev.caravan.demo;

import dev.caravan.catalog.CatalogImport;
import dev.caravan.platform.Caller;
import dev.caravan.platform.FirstAccount;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.PrivateFiles;
import dev.caravan.store.Store;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.SyncApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The first start of the demo: some hundred products, exported to every sandbox store. One store has refused a few, and another
 * one is paused, so that there is something to look at.
 */
@Component
@ConditionalOnExpression(DemoStores.WANTED)
@Order(DemoShop.ORDER)
class DemoShop implements ApplicationRunner {

    static final int ORDER = FirstAccount.ORDER + 10;

    private static final Logger log = LoggerFactory.getLogger(DemoShop.class);

    private final FirstAccount account;
    private final DemoStores sandbox;
    private final CatalogImport catalog;
    private final StoresApi stores;
    private final SyncApi sync;
    private final LocalFiles files;

    DemoShop(
            FirstAccount account,
            DemoStores sandbox,
            CatalogImport catalog,
            StoresApi stores,
            SyncApi sync,
            LocalFiles files) {
        this.account = account;
        this.sandbox = sandbox;
        this.catalog = catalog;
        this.stores = stores;
        this.sync = sync;
        this.files = files;
    }

    /** Every step may be repeated, so the next start completes one that was interrupted. */
    @Override
    public void run(ApplicationArguments args) throws Exception {
        Path done = files.path("sandbox").resolve("demo-is-set-up");
        if (Files.exists(done)) {
            return;
        }
        Caller admin = account.admin();
        catalog.importProducts(admin, new ClassPathResource("demo/products.ndjson"));
        List<Long> connected = new ArrayList<>();
        for (DemoStores.DemoStore demo : sandbox.stores()) {
            StoreCredentials key = new StoreCredentials(
                    demo.store().consumerKey(), demo.store().consumerSecret());
            Store store = stores.connect(admin, demo.name(), demo.store().url(), key);
            switch (demo.name()) {
                case DemoStores.REFUSING -> DemoRefusals.prepare(demo.store());
                case DemoStores.PAUSED -> stores.pause(admin, store.id());
                default -> {}
            }
            connected.add(store.id());
        }
        sync.exportAll(admin, connected);
        PrivateFiles.replace(done, "");
        log.info(
                "The demo is set up: {} sandbox stores with the demo's products",
                sandbox.stores().size());
    }
}
