package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.settings.CaravanSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class SpoolTest {

    @Autowired
    Shop shop;

    @Autowired
    CaravanSettings settings;

    /** A delivery goes on until nothing is due, which may be for hours: what was cached for it would pile up. */
    @Test
    void leavesNoAnswerOnDiskDuringADelivery() {
        Shop.Connected store = shop.connect("\"batchSize\":5");
        String description = "x".repeat(60_000);
        Shop.Item[] products = new Shop.Item[60];
        for (int i = 0; i < products.length; i++) {
            products[i] = shop.product("\"description\":\"" + description + "\"");
        }
        var export = CompletableFuture.supplyAsync(() -> shop.export(store, products));
        long most = 0;
        while (!export.isDone()) {
            most = Math.max(most, spooled());
        }

        assertThat(export.join().path("success").asBoolean()).isTrue();
        assertThat(most).isLessThanOrEqualTo(1);
    }

    private long spooled() {
        Path spool = settings.dataDir().resolve("spool");
        if (!Files.isDirectory(spool)) {
            return 0;
        }
        try (var files = Files.list(spool)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
