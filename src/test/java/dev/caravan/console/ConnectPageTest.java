package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.host.SandboxStore;
import dev.caravan.store.doctor.RecordedStore;
import dev.caravan.testing.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store is connected in a real browser. */
@BrowserTest
class ConnectPageTest extends ConsolePagesTest {

    private static final String PATH = "/integration/woocommerce";

    private final SandboxStore shop = SandboxStore.start(SandboxSettings.forTests("Corner shop"));

    @AfterEach
    void disconnect() {
        stores().forEach(store -> {
            if (store.path("storeUrl").asText().equals(shop.url().toString())) {
                world().send("DELETE", PATH + "/connections/" + store.path("id").asLong(), "")
                        .expect(204);
            }
        });
        shop.close();
    }

    private static JsonNode stores() {
        return world().send("GET", PATH + "/connections?limit=100", "")
                .expect(200)
                .json()
                .path("data");
    }

    private static Locator findings(Page page) {
        return page.locator("#findings");
    }

    private void typeKey(Page page) {
        page.getByLabel("Consumer key").fill(shop.consumerKey());
        page.getByLabel("Consumer secret").fill(shop.consumerSecret());
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    @Test
    void aWrongAddressLeadsToTheRightOneAndTheStoreIsConnectedAndExported() {
        world().send("POST", "/products", """
                {"sku":"CONNECT-1","name":"Warm socks","price":"9.90","description":"Warm","status":"complete","categories":["Feet > Socks"]}""").expect(201);
        world().product("CONNECT-2", "Cold socks", Map.of());
        try (SandboxStore old = SandboxStore.start(SandboxSettings.forTests("Old address"))) {
            old.faults().always(SandboxFault.redirect(shop.url() + "/wp-json/"));
            Page page = admin("/connect");
            int before = stores().size();

            page.getByLabel("Address of the shop").pressSequentially(old.url().toString());
            assertThat(findings(page)).containsText("Set the store's address to " + shop.url());
            assertThat(old.calls().toString()).doesNotContain("consumer_secret");
            press(page, "Use " + shop.url());
            assertThat(findings(page)).containsText("The address is right; the key is still missing");
            assertThat(findings(page).locator("img")).hasAttribute("src", "/console/key.svg");
            typeKey(page);
            assertThat(findings(page)).containsText("All is well");
            assertThat(page.getByLabel("Name in Caravan")).hasValue("Corner shop");

            page.getByText("Only what I choose").click();
            page.getByLabel("Description", new Page.GetByLabelOptions().setExact(true))
                    .uncheck();
            page.getByText("Only some").click();
            page.getByLabel("Name or SKU has").fill("CONNECT-");
            assertThat(page.locator("#estimate")).containsText("2 products in 1 call");
            page.getByLabel("Category").selectOption(new SelectOption().setLabel("Feet"));
            assertThat(page.locator("#estimate")).containsText("1 product in 1 call");
            assertThat(stores().size()).isEqualTo(before); // nothing is saved yet
            assertThat(page.content()).doesNotContain(shop.consumerSecret());
            press(page, "Connect");

            assertThat(page).hasURL(Pattern.compile(".*/stores/\\d+"));
            assertThat(page.locator("h1")).containsText("Corner shop");
            await().until(() -> shop.productBySku("CONNECT-1").isPresent());
            assertThat(shop.productBySku("CONNECT-1")
                            .orElseThrow()
                            .path("regular_price")
                            .asText())
                    .isEqualTo("9.90");
            assertThat(shop.productBySku("CONNECT-1")
                            .orElseThrow()
                            .path("description")
                            .asText())
                    .doesNotContain("Warm");
            assertThat(shop.productBySku("CONNECT-2")).isEmpty();
        }
    }

    @Test
    void aShopWithPlainPermalinksIsToldWhereTheyAreSet() throws IOException {
        try (RecordedStore plain = new RecordedStore("url-permalinks-plain-followed", "everywhere")) {
            Page page = admin("/connect");
            typeKey(page);
            page.getByLabel("Address of the shop").fill(plain.url().toString());
            press(page, "Test the shop");

            assertThat(findings(page)).containsText("In WordPress, open Settings → Permalinks.");
            assertThat(findings(page)).containsText("permalinks-work");
            assertThat(findings(page).locator("img")).hasAttribute("src", "/console/permalinks.svg");
            picture(page, "connect-permalinks", 1280);
            picture(page, "connect-permalinks", 360);
            press(page, "Connect");
            assertThat(findings(page)).containsText("Permalinks");
            assertThat(page.getByLabel("Consumer secret")).hasValue(shop.consumerSecret()); // nothing typed is lost
        }
    }

    /** What is found fits as well. */
    private static void picture(Page page, String name, int width) {
        page.setViewportSize(width, 900);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/console/%s-%d.png".formatted(name, width))));
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    @Test
    void aReadOnlyKeyIsToldFromAWrongOne() {
        shop.setKeyPermissions(KeyPermissions.READ);
        Page page = admin("/connect");
        page.getByLabel("Address of the shop").fill(shop.url().toString());
        typeKey(page);

        assertThat(findings(page)).containsText("The key may read only");
        assertThat(findings(page)).containsText("set Permissions to Read/Write, and press Update");
        shop.setKeyPermissions(KeyPermissions.READ_WRITE);
        press(page, "Test the shop");
        assertThat(findings(page)).containsText("All is well");

        page.getByLabel("Consumer secret").fill("cs_wrong");
        assertThat(findings(page)).containsText("The consumer secret does not belong to the consumer key");
        assertThat(page.content()).doesNotContain("cs_wrong");
    }

    @Test
    void anAddressIsConnectedOnceAndMissingFieldsAreNamed() {
        Page page = admin("/connect");
        press(page, "Connect");
        assertThat(page.locator("#wrong-storeUrl")).containsText("The address is missing.");
        assertThat(page.locator("#wrong-storeName")).containsText("The name must not be blank.");

        page.getByLabel("Address of the shop").fill("http://127.0.0.1:9/outlet");
        page.getByLabel("Address of the shop").blur();
        assertThat(findings(page)).containsText("Alpine Outlet is connected to this address already.");
    }

    @Test
    void nothingTypedIsLostWhenTheSessionEnds() {
        Page page = admin("/connect");
        page.getByLabel("Address of the shop").fill(shop.url().toString());
        typeKey(page);
        page.getByText("None yet").click();
        assertThat(findings(page)).containsText("All is well");
        page.context().clearCookies();
        press(page, "Connect");

        assertThat(page.locator("#live")).containsText("what you have typed stays here");
        Page other = page.waitForPopup(
                () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in again"))
                        .click());
        other.getByLabel("User").fill(ConsoleWorld.ADMIN);
        other.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(TestSettings.PASSWORD);
        press(other, "Sign in");
        assertThat(page.locator("#live")).not().containsText("Your session has ended.");
        assertThat(page.getByLabel("Consumer secret")).hasValue(shop.consumerSecret());
        press(page, "Connect");
        assertThat(page).hasURL(Pattern.compile(".*/stores/\\d+"));
        assertThat(page.evaluate("() => JSON.stringify({...sessionStorage, ...localStorage})")
                        .toString())
                .doesNotContain(shop.consumerSecret());
    }

    @Test
    void theWizardIsDoneWithTheKeyboardAlone() {
        Page page = admin("/connect");
        tabTo(page, "storeUrl");
        page.keyboard().type(shop.url().toString());
        page.keyboard().press("Tab");
        page.keyboard().type(shop.consumerKey());
        page.keyboard().press("Tab");
        page.keyboard().type(shop.consumerSecret());
        page.keyboard().press("Enter"); // tests, and does not connect
        assertThat(findings(page)).containsText("All is well");
        tabTo(page, "connect-now");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*/stores/\\d+"));
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 60 && !focused(page).equals(id); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused(page)).isEqualTo(id);
    }

    @Test
    void whatAShopSaysStaysText() throws IOException {
        HttpServer hostile = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String name = "Corner\" autofocus onfocus=\"alert(4)' ${7*7} &lt;b&gt;shop";
        byte[] index = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .set("namespaces", JsonNodeFactory.instance.arrayNode().add("wc/v3"))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        hostile.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, index.length);
            exchange.getResponseBody().write(index);
            exchange.close();
        });
        hostile.start();
        Page page = admin("/connect");
        page.getByLabel("Address of the shop")
                .fill("http://127.0.0.1:" + hostile.getAddress().getPort());

        assertThat(findings(page)).containsText("the key is still missing");
        assertThat(page.getByLabel("Name in Caravan")).hasValue("Corner\" autofocus onfocus=\"alert(4)' ${7*7} shop");
        hostile.stop(0);
    }

    @Test
    void itWorksWithoutAScript() {
        Page signedIn = admin("/connect");
        Page page = chromium().withoutScripts(signedIn.context().storageState());
        page.navigate("/connect");
        page.getByLabel("Address of the shop").fill(shop.url().toString());
        typeKey(page);
        press(page, "Test the shop");

        assertThat(findings(page)).containsText("All is well");
        assertThat(page.getByLabel("Consumer key")).hasValue(shop.consumerKey());
        assertThat(page.getByLabel("Consumer secret")).hasValue("");
        assertThat(page.content()).doesNotContain(shop.consumerSecret());
        typeKey(page);
        press(page, "Connect");
        assertThat(page.locator("h1")).containsText("Corner shop");
    }

    @Test
    void onlyAnAdminConnects() {
        Page page = operator("/");
        assertThat(page.locator("#nav-connect")).hasCount(0);
        assertThat(page.navigate("/connect").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void thePageFitsAndIsAccessible(int width, ColorScheme scheme) {
        fitsAndIsAccessible(width, scheme, Map.of("connect", "/connect"));
    }
}
