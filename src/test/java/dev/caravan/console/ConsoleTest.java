package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of the console in a real browser. */
@BrowserTest
class ConsoleTest extends ConsolePagesTest {

    private static Locator store(Page page, long id) {
        return page.locator("#store-" + id);
    }

    private static String groupPage(long store, String code) {
        return "/attention/group?store=" + store + "&code=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }

    @Test
    void aPersonSignsInAndSeesWhichStoresAreHealthyAndWhatNeedsThem() {
        Page page = operator("/");

        assertThat(page).hasURL(api.uri("/").toString());
        assertThat(page.locator("h1")).hasText("Stores");
        assertThat(store(page, world().alpine)).containsText("Healthy");
        assertThat(store(page, world().nordlys)).containsText("Refuses the key");
        assertThat(store(page, world().nordlys)).containsText("2 h 4 min");
        assertThat(store(page, world().paused)).containsText("Paused by ana");
        Locator needs = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Needs you now"));
        assertThat(needs).containsText("Make a new key under WooCommerce");
        assertThat(needs).containsText("A price cannot be taken");
        assertThat(page.locator("#nav-attention")).containsText("2");
    }

    @Test
    void aPersonComesBackToThePageThatWasWantedBeforeTheSignIn() {
        Page page = operator("/?state=paused");

        assertThat(page).hasURL(api.uri("/?state=paused").toString());
        assertThat(store(page, world().paused)).isVisible();
        assertThat(store(page, world().alpine)).hasCount(0);
    }

    @Test
    void aStoreIsPausedAndResumedAndThePageShowsItWithoutAReload() {
        Page page = operator("/?search=Outfitters");

        store(page, world().alpine)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Pause"))
                .click();
        assertThat(page.locator("dialog[open] h1")).hasText("Pause Alpine Outfitters?");
        confirm(page, "Pause");

        assertThat(page.locator("#outcome")).containsText("Alpine Outfitters is paused.");
        assertThat(store(page, world().alpine)).containsText("Paused by " + ConsoleWorld.OPERATOR);
        assertThat(world().reason(world().alpine)).isEqualTo("paused");

        store(page, world().alpine)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Resume"))
                .click();
        confirm(page, "Resume");
        assertThat(store(page, world().alpine)).containsText("Healthy");
        assertThat(world().reason(world().alpine)).isEqualTo("null");
    }

    @Test
    void whatOthersChangeIsSeenWithoutAReload() {
        Page page = operator("/?search=Outlet");
        page.evaluate("() => { window.same = true; }");

        world().send("POST", "/integration/woocommerce/connections/" + world().outlet + "/pause", "")
                .expect(200);

        assertThat(store(page, world().outlet)).containsText("Paused by console-admin");
        world().send("POST", "/integration/woocommerce/connections/" + world().outlet + "/resume", "")
                .expect(200);
        assertThat(store(page, world().outlet)).containsText("Healthy");
        assertThat(page.evaluate("() => window.same")).isEqualTo(true);
    }

    @Test
    void aViewerSeesEverythingAndCanChangeNothing() {
        Page page = viewer("/");

        assertThat(store(page, world().nordlys)).containsText("Refuses the key");
        for (String path : List.of("/", "/attention", groupPage(world().outlet, "product_invalid_price"))) {
            page.navigate(path);
            assertThat(page.locator("a[href^='/actions/']")).hasCount(0);
        }
        page.navigate("/actions/pause-connection?id=" + world().alpine);
        assertThat(page.locator("h1")).hasText("You may not do this");
    }

    @Test
    void aTestOfAStoreSaysWhatItFound() {
        Page page = operator("/?search=Outfitters");

        store(page, world().alpine)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Test"))
                .click();
        confirm(page, "Test");

        assertThat(page.locator("#outcome")).containsText("Alpine Outfitters passes the test.");
    }

    @Test
    void aGroupOfDeadLettersIsReadAndDiscardedUntilItIsEmpty() {
        world().letters(world().alpine, "bad_sku", 30, "The SKU is taken");
        Page page = operator("/attention");
        page.getByText("A SKU cannot be taken").first().waitFor();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See the 30"))
                .click();
        awaitLive(page);
        page.locator("summary").first().click();
        assertThat(page.locator("pre").first()).containsText("regular_price");
        page.locator("#discard-all").click();
        assertThat(page.locator("dialog[open] h1")).containsText("all 30 products");
        confirm(page, "Discard all 30");

        assertThat(page.locator("#outcome")).containsText("30 dead letters discarded.");
        assertThat(page.locator("#page")).containsText("No product is refused for this any more.");
    }

    @Test
    void oneTaskIsDoneWithTheKeyboardAlone() {
        Page page = operator("/?search=Outlet");
        Locator pause = page.locator("#pause-" + world().outlet);

        for (int i = 0; i < 60 && !focused(page).equals("pause-" + world().outlet); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        page.locator("dialog[open]").waitFor();
        for (int i = 0;
                i < 5 && !"Pause".equals(page.evaluate("() => document.activeElement.textContent.trim()"));
                i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(store(page, world().outlet)).containsText("Paused by " + ConsoleWorld.OPERATOR);
        assertThat(pause).hasCount(0);
        await().until(() -> focused(page).equals("outcome"));
        world().send("POST", "/integration/woocommerce/connections/" + world().outlet + "/resume", "")
                .expect(200);
        assertThat(store(page, world().outlet)).containsText("Healthy");

        page.locator("#pause-" + world().outlet).focus();
        page.keyboard().press("Enter");
        page.locator("dialog[open]").waitFor();
        page.keyboard().press("Escape");
        await().until(() -> focused(page).equals("pause-" + world().outlet));
    }

    @Test
    void whatPeopleWriteStaysText() {
        long payload = world().connect(ConsoleWorld.PAYLOAD, "http://127.0.0.1:9/payload");
        world().rows(payload, 3, 0);
        world().letters(payload, "woocommerce_rest_product_not_created", 3, ConsoleWorld.PAYLOAD);
        Page page = operator("/");

        assertThat(store(page, payload)).containsText(ConsoleWorld.PAYLOAD);
        page.locator("#pause-" + payload).click();
        assertThat(page.locator("dialog[open] h1")).hasText("Pause " + ConsoleWorld.PAYLOAD + "?");
        page.navigate(groupPage(payload, "woocommerce_rest_product_not_created"));
        assertThat(page.locator("#page")).containsText(ConsoleWorld.PAYLOAD);
        world().send("DELETE", "/integration/woocommerce/connections/" + payload, "")
                .expect(204);
        page.navigate("/?search=" + URLEncoder.encode("\"><script>alert(3)</script>", StandardCharsets.UTF_8));
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("\"><script>alert(3)</script>");
    }

    @Test
    void aSessionThatEndsIsToldOf() {
        Page page = operator("/?search=Outfitters");

        page.context().clearCookies();
        store(page, world().alpine)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Pause"))
                .click();

        assertThat(page.locator("#live")).containsText("Your session has ended.");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in again"))
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/login\\?next=%2F%3Fsearch%3DOutfitters"));
    }

    @Test
    void thePagesCanBeReadWithoutAScriptAndActionsWorkAsWell() {
        Page page = operator("/");
        String session = page.context().storageState();
        Page plain = chromium().withoutScripts(session);
        plain.navigate("/?search=Outfitters");

        plain.locator("#pause-" + world().alpine).click();
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause"))
                .click();
        assertThat(plain.locator("#page")).containsText("Alpine Outfitters is paused.");
        plain.navigate("/actions/resume-connection?id=" + world().alpine);
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume"))
                .click();
        assertThat(plain.locator("#page")).containsText("Alpine Outfitters is resumed.");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "stores",
                        "/",
                        "stores-none",
                        "/?search=nowhere",
                        "attention",
                        "/attention",
                        "group",
                        groupPage(world().outlet, "product_invalid_price"),
                        "question",
                        "/actions/discard-dead-letters?connectionId=" + world().outlet + "&code=product_invalid_price",
                        "problem",
                        "/attention/group?store=0&code=x"));
    }
}
