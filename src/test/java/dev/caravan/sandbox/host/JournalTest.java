package dev.caravan.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.SandboxSettings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private Path journal;

    @BeforeEach
    void choose(@TempDir Path folder) {
        journal = folder.resolve("shop").resolve("journal.jsonl");
    }

    @Test
    void productsSurviveARestart() throws Exception {
        long last;
        try (SandboxStore store = start()) {
            Client client = new Client(store);
            client.batch("{'create':[{'sku':'A','tags':[{'name':'new'}]},{'sku':'B'},{'sku':'C'}]}");
            long b = id(store, "B");
            last = id(store, "C");
            client.batch(
                    "{'update':[{'id':" + id(store, "A") + ",'regular_price':'5'}],'delete':[" + b + "," + last + "]}");
        }

        try (SandboxStore store = start()) {
            assertThat(store.products()).extracting(p -> p.path("sku").asText()).containsExactly("A");
            ObjectNode product = store.productBySku("a").orElseThrow();
            assertThat(product.path("regular_price").asText()).isEqualTo("5");
            assertThat(product.path("tags").path(0).path("name").asText()).isEqualTo("new");
            assertThat(store.seedProduct(Json.object()))
                    .as("ids are not used again")
                    .isGreaterThan(last);
            assertThat(new Client(store).send("POST", "products", "{'sku':'A'}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aTornLastLineIsIgnored() throws Exception {
        try (SandboxStore store = start()) {
            store.seedProduct(Json.object().put("sku", "A"));
        }
        Files.writeString(journal, "{\"op\":\"put\",\"product\":{\"id\":99,\"sk", StandardOpenOption.APPEND);

        try (SandboxStore store = start()) {
            assertThat(store.productCount()).isEqualTo(1);
            store.seedProduct(Json.object().put("sku", "B"));
        }
        try (SandboxStore store = start()) {
            assertThat(store.productCount()).isEqualTo(2);
        }
    }

    @Test
    void aBrokenLineInTheMiddleIsNotPassedOver() throws Exception {
        try (SandboxStore store = start()) {
            store.seedProduct(Json.object().put("sku", "A"));
        }
        Files.writeString(journal, "{broken\n{\"op\":\"remove\",\"id\":1}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::start).isInstanceOf(UncheckedIOException.class).hasMessageContaining("line");
    }

    @Test
    void everyChangeIsInTheFileBeforeItIsAnswered() throws Exception {
        try (SandboxStore store = start()) {
            new Client(store).send("POST", "products", "{'sku':'A'}");

            assertThat(Files.readString(journal)).contains("\"sku\":\"A\"").endsWith("\n");
        }
    }

    @Test
    void startingMakesTheFileSmallAgain() throws Exception {
        try (SandboxStore store = start()) {
            long id = store.seedProduct(Json.object().put("sku", "A"));
            for (int i = 0; i < 50; i++) {
                store.editProduct(id, Json.object().put("regular_price", String.valueOf(i)));
            }
        }
        List<String> before = Files.readAllLines(journal);
        start().close();

        assertThat(Files.readAllLines(journal)).hasSizeLessThan(before.size() - 40);
    }

    private SandboxStore start() {
        return SandboxStore.start(new SandboxSettings("Journal", 0, "ck_1", "cs_1", journal));
    }

    private static long id(SandboxStore store, String sku) {
        return store.productBySku(sku).orElseThrow().path("id").asLong();
    }
}
