package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Very many products are deleted at once: the store keeps them until a person says that it was meant. */
@BrowserTest
class HeldDeletionsTest extends ConsolePagesTest {

    private static final String PATH = "/integration/woocommerce/connections";

    /** More than the floor of the guard, and almost all that the store has. */
    private static final int DELETED = 11;

    @Test
    void deletionsThatWaitAreConfirmed() {
        try (SandboxStore shop = SandboxStore.start(SandboxSettings.forTests("Guarded shop"))) {
            long store = connect(shop);
            List<Long> products = IntStream.rangeClosed(0, DELETED)
                    .mapToObj(n -> world().product("GUARDED-" + n, "Guarded " + n, Map.of()))
                    .toList();
            products.forEach(product -> world().push(store, product));
            Page page = operator("/attention");
            Locator confirm = page.locator("a[id$='-confirm-" + store + "']");
            assertThat(confirm).hasCount(0);

            world().setPaused(store, true); // a slow machine would send the first ones before the last are deleted
            products.subList(0, DELETED)
                    .forEach(product ->
                            world().send("DELETE", "/products/" + product, "").expect(204));

            assertThat(confirm).isVisible();
            await().atMost(Duration.ofSeconds(30)).until(() -> held(store) == DELETED);
            world().setPaused(store, false);
            assertThat(viewer("/attention").locator("#page")).containsText("Guarded shop: deletions wait for you");
            assertThat(viewer("/attention").locator("a[id*='-confirm-']")).hasCount(0);
            confirm.click();
            assertThat(page.locator("dialog[open]")).containsText("Let 11 deletions go to Guarded shop?");
            confirm(page, "Confirm 11 deletions");

            assertThat(page.locator("#outcome")).containsText("11 deletions confirmed.");
            assertThat(confirm).hasCount(0);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> IntStream.range(0, DELETED)
                            .allMatch(n -> shop.productBySku("GUARDED-" + n).isEmpty()));
            world().send("DELETE", PATH + "/" + store, "").expect(204);
        }
    }

    private static long connect(SandboxStore shop) {
        String body = """
                {"storeName":"Guarded shop","storeUrl":"%s","consumerKey":"%s","consumerSecret":"%s","onDelete":"delete"}""".formatted(shop.url(), shop.consumerKey(), shop.consumerSecret());
        return world().send("POST", PATH, body).expect(201).id();
    }

    private static long held(long store) {
        return world().send("GET", PATH + "/" + store + "/deletions", "")
                .expect(200)
                .json()
                .at("/pagination/total")
                .asLong();
    }
}
