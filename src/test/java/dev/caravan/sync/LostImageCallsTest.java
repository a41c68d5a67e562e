package dev.caravan.sync;

import static dev.caravan.sync.Shop.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxScope;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** After an image call without an answer only what that call brought is taken for it. */
@SyncTest
class LostImageCallsTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Test
    void takeNoOlderImageWithTheSameFileNameForTheOneThatDidNotArrive() {
        Connected store = shop.connect();
        Item shirt = shop.product(assets(image("before")));
        shop.export(store, shirt);
        shop.awaitStatus(store, shirt, "synced");
        List<Long> old = ids(store, shirt);
        assertThat(old).hasSize(1);
        store.store().faults().next(1, SandboxFault.dropBeforeApplying(), SandboxScope.BATCHES);

        shop.change(shirt, "{" + assets(image("after")) + "}");
        awaitUntil(() -> !ids(store, shirt).equals(old));

        assertThat(ids(store, shirt)).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(store.store().imageDownloads().values()).containsExactly(1, 1);
    }

    private long image(String folder) {
        return api.post("/assets", "{\"url\":\"https://cdn.example/lost-image-calls/%s/front.jpg\"}".formatted(folder))
                .expect(201)
                .id();
    }

    private static String assets(long id) {
        return "\"assets\":[" + id + "]";
    }

    private static List<Long> ids(Connected store, Item product) {
        return store.shows(product).orElseThrow().path("images").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
