package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.connection.HeaderProbes;
import dev.caravan.sync.KeyGate.Takes;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How stores are shown their keys, and what is said when they do not let Caravan in. */
@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class StoreAccessTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HeaderProbes headerProbes;

    @ParameterizedTest
    @CsvSource({"QUERY_ONLY, query", "SIGNED_ONLY, oauth"})
    void findsHowTheStoreTakesItsKeyAndDeliversSo(Takes takes, String found, CapturedOutput output) throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, takes)) {
            JsonNode made = connect(gate, store, "");
            Item product = shop.product("\"stockQuantity\":3");

            JsonNode export = export(made, product);

            assertThat(made.path("authentication").asText()).isEqualTo("auto");
            assertThat(made.path("authenticationFound").asText()).isEqualTo(found);
            assertThat(export.at("/results/0/status").asText()).isEqualTo("success");
            assertThat(store.productBySku(product.sku())).isPresent();
            assertThat(gate.agents()).hasSize(1).allMatch(agent -> agent.matches("Caravan/[\\w.-]+"));
            assertThat(output.getAll()).doesNotContain(store.consumerSecret());
            api.delete(connection(made)).expect(204);
        }
    }

    @Test
    void signsARepeatedReadAnew() throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.SIGNED_ONLY)) {
            JsonNode made = connect(gate, store, ",\"authentication\":\"oauth\"");
            Item product = shop.product();
            gate.drop("/batch"); // the answer to the create gets lost, so the store is asked by SKU
            gate.drop("/products");

            JsonNode export = export(made, product);

            assertThat(export.at("/results/0/status").asText()).isEqualTo("success");
            assertThat(gate.dropsLeft()).isZero();
            assertThat(shop.logs(new Connected(made.path("id").asLong(), "", store, SandboxSettings.forTests("")), "")
                            .findValuesAsText("syncStatus"))
                    .containsExactly("synced", "pending"); // the repeated read was let in at once
            api.delete(connection(made)).expect(204);
        }
    }

    @Test
    void neverSendsTheSecretWhereCallsAreSigned() throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.SIGNED_ONLY)) {
            JsonNode made = connect(gate, store, ",\"authentication\":\"oauth\"");

            export(made, shop.product());

            assertThat(gate.shown())
                    .hasSizeGreaterThan(3)
                    .noneMatch(shown -> shown.contains(store.consumerSecret()) || shown.startsWith("Basic"));
            api.delete(connection(made)).expect(204);
        }
    }

    @Test
    void showsNoSecretOfAQueryWhenCallsFail(CapturedOutput output) throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.QUERY_ONLY)) {
            JsonNode made = connect(gate, store, "");
            Item product = shop.product();
            gate.drop("/batch");
            gate.drop("/products");
            gate.drop("/products");
            gate.drop("/products");
            export(made, product);
            gate.close();
            shop.price(product, "46.00");
            Shop.awaitUntil(() -> api.get(connection(made)).text().contains("connection refused"));
            api.get(connection(made) + "/woocommerce-attributes").expect(502);

            String said = api.get(connection(made)).text()
                    + api.get(connection(made) + "/woocommerce-attributes").text()
                    + api.get(connection(made) + "/sync-status?productIds=" + product.id())
                            .text()
                    + api.get(Shop.PATH + "/connections/sync-logs/list?connectionId=" + made.path("id"))
                            .text();
            assertThat(said + output.getAll()).doesNotContain(store.consumerSecret(), store.consumerKey());
            api.delete(connection(made)).expect(204);
        }
    }

    /** A host begins to remove the header while the store is connected. */
    @Test
    void findsAnotherWayWhileTheStoreIsHeld() throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.QUERY_ONLY)) {
            JsonNode made = api.post(Shop.PATH + "/connections?force=true", body(gate, store, ""))
                    .expect(201)
                    .json();
            assertThat(made.path("authenticationFound").isNull()).isTrue();
            Item product = shop.product();

            export(made, product);

            Shop.awaitUntil(() -> store.productBySku(product.sku()).isPresent());
            JsonNode now = api.get(connection(made)).expect(200).json();
            assertThat(now.path("authenticationFound").asText()).isEqualTo("query");
            assertThat(now.at("/health/state").asText()).isEqualTo("ok");
            api.delete(connection(made)).expect(204);
        }
    }

    /** The secret would stay in the shop's access log for good. */
    @ParameterizedTest
    @ValueSource(strings = {"each day", "by the doctor"})
    void goesBackToTheHeader(String how, CapturedOutput output) throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.QUERY_ONLY)) {
            JsonNode made = connect(gate, store, "");
            assertThat(made.path("authenticationFound").asText()).isEqualTo("query");
            headerProbes.tryDue();
            assertThat(found(made)).as("the header is still removed").isEqualTo("query");
            gate.take(Takes.HEADER);
            headerProbes.tryDue();
            assertThat(found(made)).as("tried less than a day ago").isEqualTo("query");

            if (how.equals("each day")) {
                jdbc.sql("UPDATE connection SET header_tried_at = header_tried_at - interval '25 hours'")
                        .update();
                headerProbes.tryDue();
                assertThat(output.getAll()).contains("sees the Authorization header again");
            } else {
                assertThat(api.post(connection(made) + "/test", "").expect(200).text())
                        .contains("sees the Authorization header again");
            }

            assertThat(found(made)).isEqualTo("basic");
            int before = gate.shown().size();
            export(made, shop.product());
            assertThat(gate.shown().subList(before, gate.shown().size()))
                    .isNotEmpty()
                    .noneMatch(shown -> shown.contains("consumer_secret"));
            api.delete(connection(made)).expect(204);
        }
    }

    private String found(JsonNode made) {
        return api.get(connection(made)).json().path("authenticationFound").asText();
    }

    @Test
    void namesTheHeaderWhileItIsHeldForIt() throws IOException {
        try (SandboxStore store = SandboxStore.start(SandboxSettings.forTests("behind a gate"));
                KeyGate gate = new KeyGate(store, Takes.HEADER)) {
            JsonNode made = connect(gate, store, ",\"authentication\":\"basic\"");
            Item product = shop.product();
            export(made, product);
            gate.take(Takes.QUERY_ONLY);

            shop.price(product, "47.00");

            Shop.awaitUntil(() -> api.get(connection(made))
                    .json()
                    .at("/health/remedy")
                    .asText()
                    .contains("Authorization header"));
            assertThat(api.get(connection(made)).json().at("/health/reason").asText())
                    .isEqualTo("unauthorized");
            assertThat(api.post(connection(made) + "/test", "")
                            .expect(200)
                            .json()
                            .path("success")
                            .asBoolean())
                    .isFalse();
            assertThat(api.get(connection(made)).json().at("/health/reason").asText())
                    .isEqualTo("unauthorized");
            gate.take(Takes.HEADER);
            assertThat(api.post(connection(made) + "/test", "")
                            .expect(200)
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();
            assertThat(api.get(connection(made)).json().at("/health/state").asText())
                    .as("the test has shown that the key works")
                    .isEqualTo("ok");
            api.delete(connection(made)).expect(204);
        }
    }

    @Test
    void saysWhatHelpsAHeldStore() {
        Connected store = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        store.store().setKeyPermissions(KeyPermissions.READ);

        shop.price(product, "44.00");

        Shop.awaitUntil(() ->
                shop.health(store).path("remedy").asText().contains("The key may read only. Set its permissions"));
        assertThat(shop.health(store).path("reason").asText()).isEqualTo("unauthorized");
        store.store().setKeyPermissions(KeyPermissions.READ_WRITE);
        shop.awaitField(store, product, "regular_price", "44.00");
        assertThat(shop.health(store).path("remedy").isNull()).isTrue();
    }

    @Test
    void doesNotFollowARedirectOfAWrite() {
        Connected store = shop.connect();
        Connected target = shop.connect();
        Item product = shop.product();
        shop.export(store, product);
        target.store().clearCalls();
        store.store()
                .faults()
                .always(
                        SandboxFault.redirect(target.store().url() + "/wp-json/wc/v3/products/batch"),
                        SandboxScope.BATCHES);

        shop.price(product, "45.00");

        shop.awaitHold(store, "wrong_address");
        assertThat(shop.health(store).path("detail").asText())
                .contains("redirects to " + target.store().url());
        assertThat(shop.health(store).path("remedy").asText())
                .contains("Set the store's address to " + target.store().url());
        assertThat(target.store().calls()).isEmpty();
    }

    @Test
    void notesWhatAStorePrintsBeforeItsAnswers() {
        Connected store = shop.connect();
        store.store().faults().always(SandboxFault.phpWarning());

        shop.export(store, shop.product());

        JsonNode notice = shop.health(store).path("notice");
        assertThat(notice.path("text").asText()).contains("Warning").doesNotContain("<b>");
        assertThat(notice.path("at").asText()).endsWith("Z");
    }

    @Test
    void notesWhatAStorePrintsBeforeTheAnswerToAQuestion() {
        Connected store = shop.connect();
        store.store().faults().always(SandboxFault.phpWarning(), SandboxScope.PRODUCT_READS);

        shop.export(store, shop.product());

        assertThat(shop.health(store).at("/notice/text").asText()).contains("Warning");
    }

    @Test
    void notesWhatAStorePrintsBeforeItsAnswerAboutTerms() {
        Connected store = shop.connect();
        store.store().faults().next(1, SandboxFault.phpWarning(), SandboxScope.WRITES); // the category is made first

        shop.export(store, shop.product("\"categories\":[\"Noted\"]"));

        assertThat(shop.health(store).at("/notice/text").asText()).contains("Warning");
    }

    @Test
    void notesWhatAStorePrintsBeforeItSaysThatItIsWell() {
        Connected store = shop.connect("\"linkExisting\":false");
        store.store()
                .faults()
                .next(1, SandboxFault.status(503, "1"), SandboxScope.WRITES)
                .next(1, SandboxFault.phpWarning(), SandboxScope.WRITES);

        shop.export(store, shop.product());

        assertThat(shop.health(store).path("state").asText()).isEqualTo("ok");
        assertThat(shop.health(store).at("/notice/text").asText()).contains("Warning");
    }

    private JsonNode connect(KeyGate gate, SandboxStore store, String more) {
        return api.post(Shop.PATH + "/connections", body(gate, store, more))
                .expect(201)
                .json();
    }

    private static String body(KeyGate gate, SandboxStore store, String more) {
        return "{\"storeName\":\"Gate\",\"storeUrl\":\"%s\",\"consumerKey\":\"%s\",\"consumerSecret\":\"%s\"%s}"
                .formatted(gate.url(), store.consumerKey(), store.consumerSecret(), more);
    }

    private JsonNode export(JsonNode connection, Item product) {
        String body = "{\"connectionId\":%d,\"productIds\":%s}"
                .formatted(connection.path("id").asLong(), List.of(product.id()));
        return api.post(Shop.PATH + "/connections/export", body).json();
    }

    private static String connection(JsonNode made) {
        return Shop.PATH + "/connections/" + made.path("id").asLong();
    }
}
