package dev.caravan.store.seal;

import static dev.caravan.store.ConnectionFixture.FORCE;
import static dev.caravan.store.ConnectionFixture.KEY;
import static dev.caravan.store.ConnectionFixture.PATH;
import static dev.caravan.store.ConnectionFixture.SECRET;
import static dev.caravan.store.ConnectionFixture.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.LocalFiles;
import dev.caravan.store.ConnectionFixture;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoresApi;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CaravanTest
@DirtiesContext // what does not open would be in the way of others
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTest {

    private static final String ROTATE = "/keys/rotate";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StoresApi stores;

    @Autowired
    LocalFiles files;

    @Autowired
    KeyRotation rotation;

    @Autowired
    CredentialSeal seal;

    @Autowired
    KeyRotationTable table;

    @Autowired
    Clock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    CamelContext camel;

    @BeforeEach
    void begin() throws Exception {
        jdbc.sql("DELETE FROM connection").update();
        jdbc.sql("DELETE FROM key_rotation").update();
        String key = Files.readString(keyFile()).split(",")[0]; // not the ten that it may hold
        Files.writeString(keyFile(), key.strip() + "\n");
        camel.getRouteController().startRoute("reseal-credentials");
    }

    @AfterEach
    void goOn() throws Exception {
        camel.getRouteController().startRoute("reseal-credentials");
    }

    @Test
    void sealsEverythingWithANewKeyOfTheFile(CapturedOutput output) throws IOException {
        List<Long> ids = given(110);
        String before = keyId(ids.get(0));
        assertThat(api.get(ROTATE).expect(200).json().path("keyId").asText()).isEqualTo(before);

        Api.Answer started = api.post(ROTATE, "").expect(202);
        JsonNode done = awaitEnd();

        assertThat(started.headers().firstValue("Location")).contains(ROTATE);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("total").asInt()).isEqualTo(110);
        assertThat(done.path("done").asInt()).isEqualTo(110);
        assertThat(done.path("failed").asInt()).isZero();
        assertThat(done.path("finishedAt").asText()).isNotEmpty();
        String now = done.path("keyId").asText();
        assertThat(now).isNotEqualTo(before);
        assertThat(keyIds()).containsExactly(now);
        assertThat(ids)
                .allSatisfy(id -> assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials(KEY, SECRET)));
        String file = Files.readString(keyFile());
        assertThat(file.split(",")).as("the key before is still there").hasSizeGreaterThanOrEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        for (String key : file.split("\\s*,\\s*")) {
            assertThat(output.getAll() + done + started.text()).doesNotContain(key.strip());
        }
    }

    @Test
    void goesOnInAnotherProcessThatReadsTheFileAgain() throws Exception {
        CredentialSeal elsewhere = new CredentialSeal(KeyRing.of(keyFile()));
        List<Long> ids = given(110);
        camel.getRouteController().stopRoute("reseal-credentials");
        api.post(ROTATE, "").expect(202);
        assertThat(rotation.portion()).isTrue(); // and then this process ends

        JsonNode half = api.get(ROTATE).json();
        assertThat(half.path("state").asText()).isEqualTo("running");
        assertThat(half.path("done").asInt()).isBetween(1, 109);
        assertThat(ids)
                .allSatisfy(id -> assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials(KEY, SECRET)));

        KeyRotation other = new KeyRotation(table, elsewhere, clock, transactions);
        while (other.portion()) {
            assertThat(api.get(ROTATE).json().path("state").asText()).isEqualTo("running");
        }

        assertThat(awaitEnd().path("done").asInt()).isEqualTo(110);
        assertThat(keyIds()).hasSize(1);
    }

    @Test
    void isLeftAloneByAProcessWithoutTheKey() throws Exception {
        make(api);
        camel.getRouteController().stopRoute("reseal-credentials");
        api.post(ROTATE, "").expect(202);
        SecretKeys others = SecretKeys.parse("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "test");

        assertThat(new KeyRotation(table, new CredentialSeal(KeyRing.of(others)), clock, transactions).portion())
                .isFalse();

        assertThat(api.get(ROTATE).json().path("done").asInt()).isZero();
    }

    @Test
    void losesNoChangeThatIsMadeMeanwhile() throws Exception {
        List<Long> ids = IntStream.range(0, 60).mapToObj(i -> make(api)).toList();
        CompletableFuture<Void> edits = CompletableFuture.runAsync(() -> ids.forEach(id -> api.patch(
                        PATH + "/" + id + FORCE, "{\"consumerKey\":\"ck_new" + id + "\",\"consumerSecret\":\"cs_new\"}")
                .expect(200)));
        for (int i = 0; i < 4; i++) {
            api.post(ROTATE, "").expect(202);
            while (rotation.portion()) {
                assertThat(edits).isNotCompletedExceptionally();
            }
        }
        edits.join();
        awaitEnd();

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(stores.credentials(id)).isEqualTo(new StoreCredentials("ck_new" + id, "cs_new")));
    }

    /** It does not wait for a row while it has others: it could be in somebody's way without an end. */
    @Test
    void comesBackToAConnectionThatIsBeingChanged() throws Exception {
        List<Long> ids = IntStream.range(0, 3).mapToObj(i -> make(api)).toList();
        camel.getRouteController().stopRoute("reseal-credentials");
        api.post(ROTATE, "").expect(202);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("SELECT id FROM connection WHERE id = :id FOR UPDATE")
                    .param("id", ids.get(0))
                    .query(Long.class)
                    .single();
            CompletableFuture.runAsync(() -> {
                        while (rotation.portion()) {
                            assertThat(rotation).isNotNull();
                        }
                    })
                    .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        });
        assertThat(api.get(ROTATE).json().path("state").asText()).isEqualTo("running");
        camel.getRouteController().startRoute("reseal-credentials");

        assertThat(awaitEnd().path("done").asInt()).isEqualTo(3);
        assertThat(keyIds()).hasSize(1);
    }

    @Test
    void saysWhatDoesNotOpen(CapturedOutput output) {
        long whole = make(api);
        long broken = make(api);
        jdbc.sql("UPDATE connection SET consumer_key = '\\x00' WHERE id = :id")
                .param("id", broken)
                .update();

        api.post(ROTATE, "").expect(202);
        JsonNode end = awaitEnd();

        assertThat(end.path("state").asText()).isEqualTo("incomplete");
        assertThat(end.path("failed").asInt()).isEqualTo(1);
        assertThat(output).contains("enter them again: [" + broken + "]");
        assertThat(stores.credentials(whole)).isEqualTo(new StoreCredentials(KEY, SECRET));
    }

    @Test
    void twoCallsAtOnceAreOneRotation() throws Exception {
        make(api);
        camel.getRouteController().stopRoute("reseal-credentials");
        String before = Files.readString(keyFile());

        List<String> keys = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        api.post(ROTATE, "").expect(202).json().path("keyId").asText()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(keys).containsOnly(keys.get(0));
        assertThat(Files.readString(keyFile()).split(",")).hasSize(before.split(",").length + 1);
    }

    @Test
    void takesTheFirstKeyOfTheSetting() {
        String old = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        String fresh = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
        KeyRing ring = KeyRing.of(SecretKeys.parse(fresh + "," + old, "test"));

        assertThat(ring.newest()).isEqualTo(ring.sealingId());
        assertThat(ring.find(SecretKeys.parse(old, "test").sealingId())).isPresent();
    }

    @Test
    void keepsTenKeysAtMost() {
        KeyRing ring = KeyRing.of(keyFile().resolveSibling("other.key"));
        IntStream.range(1, 10).forEach(i -> ring.newest());

        assertThatThrownBy(ring::newest).hasMessageContaining("remove all but the first");
    }

    /** Connections without a call for each, and without their routes. */
    private List<Long> given(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    long id = jdbc.sql("SELECT nextval(pg_get_serial_sequence('connection', 'id'))")
                            .query(Long.class)
                            .single();
                    SealedCredentials sealed = seal.seal(id, new OpenCredentials(KEY, SECRET, null));
                    jdbc.sql("""
                                    INSERT INTO connection
                                        (id, account_id, store_name, store_url, key_id, consumer_key, consumer_secret)
                                    OVERRIDING SYSTEM VALUE
                                    VALUES (:id, 1, 'Shop', :url, :keyId, :key, :secret)""")
                            .param("id", id)
                            .param("url", ConnectionFixture.url())
                            .param("keyId", sealed.keyId())
                            .param("key", sealed.consumerKey())
                            .param("secret", sealed.consumerSecret())
                            .update();
                    return id;
                })
                .toList();
    }

    private JsonNode awaitEnd() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !api.get(ROTATE).json().path("state").asText().equals("running"));
        return api.get(ROTATE).json();
    }

    private Path keyFile() {
        return files.path("secret.key");
    }

    private String keyId(long id) {
        return jdbc.sql("SELECT key_id FROM connection WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private List<String> keyIds() {
        return jdbc.sql("SELECT DISTINCT key_id FROM connection")
                .query(String.class)
                .list();
    }
}
