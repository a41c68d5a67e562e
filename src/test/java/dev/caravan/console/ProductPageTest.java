package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a product in a real browser. */
@BrowserTest
class ProductPageTest extends ConsolePagesTest {

    private static boolean made;
    private static long tent;
    private static long shirt;

    @BeforeEach
    void productsInStores() {
        if (!made) {
            made = true;
            tent = world().product(
                            "TEN-2041",
                            "Ridge 2 Tent",
                            Map.of("description", "A light tent of nylon for two", "categories", List.of("Outdoor")));
            shirt = world().product("SHI-3301", "Linen Shirt", Map.of("type", "variable"));
            world().push(world().alpine, tent);
            world().refused(world().outlet, shirt, "product_invalid_price", "“12,50 €” is text, not a number");
        }
    }

    private static Locator in(Page page, long store) {
        return page.locator("#in-" + store);
    }

    private static void press(Locator place, String link) {
        place.getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }

    @Test
    void fromARedStoreToTheProductAndItsRemedyInThreeClicks() {
        Page page = operator("/?search=Outlet");

        page.locator("#store-" + world().outlet + " .badtext").click();
        awaitLive(page);
        page.locator("#cell-" + shirt + "-" + world().outlet).click();
        awaitLive(page);
        Locator refused = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Refused changes"));
        assertThat(refused).containsText("“12,50 €” is text, not a number");
        assertThat(refused).containsText("Correct the price");
        refused.locator("summary").click();
        assertThat(refused.locator("pre").first()).containsText("regular_price");
        press(refused, "Replay");

        confirm(page, "Replay");
        assertThat(page.locator("#outcome")).containsText("The product is sent again.");
        assertThat(refused).hasCount(0);
        assertThat(page.locator("#happened")).containsText("replayed");
    }

    @Test
    void whatWouldBeSentIsShownFieldByFieldWithoutSendingIt() {
        Page page = operator("/products/" + tent);
        world().setPaused(world().alpine, true);
        world().send("PATCH", "/products/" + tent, "{\"price\":\"21.50\"}").expect(200);
        assertThat(in(page, world().alpine)).containsText("Pending");

        press(in(page, world().alpine), "What changes");

        Locator price = page.locator("#change tr", new Page.LocatorOptions().setHasText("regular_price"));
        assertThat(price).containsText("another value");
        assertThat(price).containsText("21.5");
        assertThat(page)
                .hasURL(api.uri("/products/" + tent + "?store=" + world().alpine)
                        .toString());
        page.locator("#ask-store").click();
        assertThat(price.locator("del")).hasText("19.90");
        assertThat(price.locator("ins")).hasText("21.50");
        assertThat(page.locator("#change")).containsText("Against what the store shows: it was asked at");
        assertThat(in(page, world().alpine)).containsText("Pending");
        world().setPaused(world().alpine, false);
        assertThat(in(page, world().alpine)).containsText("In sync");
        page.reload();
        assertThat(page.locator("#change")).containsText("Nothing would be sent");
        assertThat(page.locator("#happened")).containsText("console-admin changed price");
        assertThat(page.locator("#happened")).containsText("Alpine Outfitters took it: price");
    }

    @Test
    void automaticSyncIsSwitchedAndTheProductPushedAndUnlinked() {
        long boot = world().product("BOO-77", "Scree Boot", Map.of());
        Page page = operator("/products/" + boot);
        Locator alpine = in(page, world().alpine);
        assertThat(alpine).containsText("Not there");

        press(alpine, "Export");
        confirm(page, "Export");
        assertThat(page.locator("#outcome")).containsText("Scree Boot is on its way to Alpine Outfitters.");
        assertThat(page.locator("#outcome a")).hasAttribute("href", "/products/" + boot + "#in-" + world().alpine);
        assertThat(alpine).containsText("In sync");
        assertThat(page.locator("#push-" + world().alpine)).hasText("Push");
        press(alpine, "Sync off");
        assertThat(page.locator("dialog[open] h1"))
                .hasText("Switch automatic sync of Scree Boot off in Alpine Outfitters?");
        confirm(page, "Switch off");
        assertThat(alpine).containsText("Automatic sync is off for this product.");
        press(alpine, "Sync on");
        confirm(page, "Switch on");
        assertThat(alpine).containsText("In sync");
        press(alpine, "Unlink");
        confirm(page, "Unlink");
        assertThat(alpine).containsText("Not there");
    }

    @Test
    void theKeyboardIsEnough() {
        Page page = operator("/products/" + tent);

        for (int i = 0; i < 60 && !focused(page).equals("change-" + world().outlet); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");

        assertThat(page.locator("#change")).containsText("Alpine Outlet: what would be sent now");
        assertThat(page.locator("#change")).containsText("It would be created there.");
    }

    @Test
    void aViewerSeesAllOfItAndChangesNothing() {
        Page page = viewer("/products/" + tent + "?store=" + world().alpine);

        assertThat(in(page, world().alpine)).isVisible();
        assertThat(page.locator("#change table, #change .empty").first()).isVisible();
        assertThat(page.locator("a[href^='/actions/']")).hasCount(0);
        page.navigate("/actions/push-product?what=now&id=" + world().alpine + "&productId=" + tent);
        assertThat(page.locator("h1")).hasText("You may not do this");
    }

    @Test
    void whatPeopleAndStoresWriteStaysText() {
        long payload = world().product("PAY-1", ConsoleWorld.PAYLOAD, Map.of("description", ConsoleWorld.PAYLOAD));
        world().refused(world().outlet, payload, "bad_code", ConsoleWorld.PAYLOAD);
        Page page = operator("/products/" + payload + "?store=" + world().alpine);

        assertThat(page.locator("h1")).hasText(ConsoleWorld.PAYLOAD);
        assertThat(page.locator("#letter-refused, .refused")).containsText(ConsoleWorld.PAYLOAD);
        assertThat(page.locator("#change")).containsText("<script>");
        press(in(page, world().alpine), "Export");
        assertThat(page.locator("dialog[open] h1")).containsText(ConsoleWorld.PAYLOAD);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void itFitsAndIsAccessible(int width, ColorScheme scheme) {
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "product",
                        "/products/" + tent + "?store=" + world().outlet,
                        "product-refused",
                        "/products/" + shirt));
    }
}
