package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.BasicAuthentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class LogTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void tellsOperatorsInTheirWords(CapturedOutput output) {
        Connected a = shop.connect();
        Connected b = shop.connect();
        Item product = shop.product();
        shop.export(a, product);
        shop.export(b, product);
        shop.shutDown(b);

        shop.price(product, "95.00");

        shop.awaitField(a, product, "regular_price", "95.00");
        awaitLine(output, "Failed to sync product " + product.id() + " to " + b.name());
        awaitLine(output, "Synced product " + product.id() + " to " + a.name() + " (fields: price");
        awaitLine(output, "Auto-syncing product " + product.id() + " to 2 connection(s)");
        assertThat(output.getOut())
                .containsPattern("Failed to sync product " + product.id() + " to " + b.name() + ": .+; next try ");
    }

    /** A line may come just after what it tells of. */
    private static void awaitLine(CapturedOutput output, String line) {
        Shop.awaitUntil(() -> output.getOut().contains(line));
    }

    @Test
    void tellsWhenTheNextTryIs(CapturedOutput output) {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().faults().next(1, SandboxFault.status(429, "3"));

        shop.price(product, "96.00");

        shop.awaitField(store, product, "regular_price", "96.00");
        assertThat(output.getOut())
                .containsPattern("Failed to sync product " + product.id() + " to " + store.name()
                        + ": The store asks for time \\(429\\).*; next try in [123] s");
    }

    @Test
    void showsNoSecretAnywhere(CapturedOutput output) {
        Connected store = shop.connect();
        String key = store.store().consumerKey();
        String secret = store.store().consumerSecret();
        String header = BasicAuthentication.header(key, secret);
        Item product = shop.product();
        Item refused = shop.product();
        shop.export(store, product, refused);
        store.store()
                .faults()
                .refuseSku(
                        refused.sku(),
                        "product_invalid_price",
                        "Called with " + key + " " + secret + " Authorization: " + header)
                .next(1, SandboxFault.dropBeforeApplying())
                .next(1, SandboxFault.redirect("https://x.example.com/?consumer_secret=" + secret))
                .next(1, SandboxFault.status(500));
        shop.price(product, "97.00");
        shop.price(refused, "97.00");
        shop.awaitField(store, product, "regular_price", "97.00");
        shop.awaitStatus(store, refused, "error");
        String wrong = "cs_00000000000000000000000000000000";
        shop.configure(store, "{\"consumerSecret\":\"" + wrong + "\"}");
        shop.price(product, "98.00");
        shop.awaitHold(store, "unauthorized");

        StringBuilder shown = new StringBuilder(output.getAll());
        for (String path : new String[] {
            "/connections/" + store.id(),
            "/connections?limit=100",
            "/connections/" + store.id() + "/sync-status",
            "/connections/" + store.id() + "/stats",
            "/connections/sync-logs/list?limit=100&connectionId=" + store.id(),
            "/dead-letters?connectionId=" + store.id()
        }) {
            JsonNode answer = api.get(Shop.PATH + path).expect(200).json();
            shown.append(answer);
        }
        assertThat(shop.deadLetters(store, "")).hasSize(1);
        String pair = header.substring("Basic ".length());
        String wrongPair = BasicAuthentication.header(key, wrong).substring("Basic ".length());
        assertThat(shown.toString()).doesNotContain(secret, wrong, pair, wrongPair);
    }
}
