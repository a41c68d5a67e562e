package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix in a real browser. */
@BrowserTest
class ProductsPageTest extends ConsolePagesTest {

    private static boolean made;
    private static long tent;
    private static long shirt;

    @BeforeEach
    void productsInStores() {
        if (!made) {
            made = true;
            tent = world().product("TEN-2041", "Ridge 2 Tent", Map.of("categories", List.of("Outdoor > Tents")));
            shirt = world().product("SHI-3301", "Linen Shirt", Map.of("categories", List.of("Clothing > Shirts")));
            world().product("DRA-1", "Boot in the making", Map.of("status", "incomplete"));
            world().push(world().alpine, tent);
            world().refused(world().outlet, shirt, "product_invalid_price", "“12,50 €” is text, not a number");
        }
    }

    private static Locator cell(Page page, long product, long store) {
        return page.locator("#cell-" + product + "-" + store);
    }

    private static Locator row(Page page, long product) {
        return page.locator("#product-" + product);
    }

    @Test
    void aPriceThatChangesGoesPendingAndThenInSyncInItsCell() {
        Page page = operator("/products?search=ridge");
        assertThat(cell(page, tent, world().alpine)).hasText("In sync");
        page.evaluate("() => { window.same = true; document.querySelector('#search').value = 'half a wo'; }");
        world().setPaused(world().alpine, true);

        world().send("PATCH", "/products/" + tent, "{\"price\":\"21.50\"}").expect(200);
        assertThat(cell(page, tent, world().alpine)).hasText("Pending");
        world().setPaused(world().alpine, false);

        assertThat(cell(page, tent, world().alpine)).hasText("In sync");
        assertThat(page.locator("#search")).hasValue("half a wo");
        Assertions.assertThat(page.evaluate("() => window.same")).isEqualTo(true);
    }

    @Test
    void theFilterIsInTheAddressSoThatBackAndReloadWork() {
        Page page = operator("/products");
        assertThat(row(page, tent)).isVisible();

        page.locator("#search").fill("linen");
        page.getByLabel("State").selectOption("error");
        page.getByLabel("Store", new Page.GetByLabelOptions().setExact(true))
                .selectOption(String.valueOf(world().outlet));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();

        assertThat(page)
                .hasURL(Pattern.compile(".*[?&]search=linen&status=error&connectionId=" + world().outlet + "(&.*)?"));
        assertThat(row(page, shirt)).isVisible();
        assertThat(row(page, tent)).hasCount(0);
        assertThat(page.locator("#total")).containsText("1 product matches");
        page.reload();
        assertThat(row(page, tent)).hasCount(0);
        page.goBack();
        assertThat(row(page, tent)).isVisible();
        assertThat(page.locator("#search")).hasValue("");
        page.getByLabel("Category").selectOption(new SelectOption().setLabel("Outdoor"));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();
        assertThat(row(page, shirt)).hasCount(0);
        assertThat(row(page, tent)).isVisible();
    }

    @Test
    void aStateThatAlmostEveryProductHasNeedsAStore() {
        Page page = operator("/products?status=in_sync");

        assertThat(page.locator("#matrix")).containsText("Choose the store");
        page.navigate("/products?status=in_sync&connectionId=" + world().alpine);
        assertThat(row(page, tent)).isVisible();
        page.navigate("/products?search=nowhere");
        assertThat(page.locator("#matrix")).containsText("No product matches.");
    }

    @Test
    void variantsAreFoldedUnderTheirProduct() {
        long jacket = world().product("JAC-9", "Föhn Jacket", Map.of("type", "variable"));
        String small = "{\"sku\":\"JAC-9-S\",\"name\":\"Föhn Jacket S\"}";
        long variant = world().send("POST", "/products/" + jacket + "/variants", small)
                .expect(201)
                .id();
        Page page = operator("/products?search=jac");
        assertThat(row(page, variant)).hasCount(0);

        page.locator("#variants-" + jacket).click();

        assertThat(cell(page, variant, world().alpine)).hasText("Not there");
        assertThat(page).hasURL(Pattern.compile(".*/products\\?search=jac&open=" + jacket));
        page.reload();
        assertThat(row(page, variant)).containsText("JAC-9-S");
        page.locator("#variants-" + jacket).click();
        assertThat(row(page, variant)).hasCount(0);
    }

    @Test
    void veryManyVariantsAreSaidToBeMore() {
        long mug = world().product("MUG-1", "Enamel Mug", Map.of("type", "variable"));
        for (int i = 0; i < 101; i++) {
            world().send(
                            "POST",
                            "/products/" + mug + "/variants",
                            "{\"sku\":\"MUG-1-%d\",\"name\":\"Mug\"}".formatted(i))
                    .expect(201);
        }
        Page page = operator("/products?search=enamel&open=" + mug);

        assertThat(page.locator("#matrix")).containsText("The first 100 of 101 variants.");
        assertThat(page.locator("#all-variants-" + mug)).hasAttribute("href", "/products/" + mug);
    }

    @Test
    void aSearchThatIsNotTakenLeavesThePageAndItsFilter() {
        String words = "a b c d e f g h i j k";
        Page page = operator("/products?status=error&search=" + words.replace(" ", "+"));

        assertThat(page.locator("#problem")).containsText("10 words");
        assertThat(page.locator("#search")).hasValue(words);
        assertThat(page.getByLabel("State")).hasValue("error");
        assertThat(page.locator("#matrix")).not().containsText("No product matches.");
        page.navigate("/products?search=" + "x".repeat(201));
        assertThat(page.locator("#problem")).containsText("200");
    }

    @Test
    void whatIsTickedAndAllThatMatchIsAskedAboutFirst() {
        Page page = operator("/products?search=ridge");
        page.locator("#pick-" + tent).check();
        page.locator("#push-ticked").click();
        assertThat(page.locator("dialog[open] h1")).containsText("1 product");
        page.keyboard().press("Escape");

        page.locator(".bar summary").click();
        page.locator("#sync-off-all").click();

        assertThat(page.locator("dialog[open] h1")).containsText("1 product");
        assertThat(page.locator("#pick-" + tent)).isChecked();
    }

    @Test
    void whatIsTickedIsDoneInTheStoreOfTheFilterOnly() {
        long boot = world().product("BOO-7", "Trail Boot", Map.of());
        world().refused(world().outlet, boot, "bad_code", "No");
        world().refused(world().nordlys, boot, "bad_code", "No");
        Page page = operator("/products?search=boo-7&connectionId=" + world().nordlys);

        page.locator("#pick-" + boot).check();
        page.locator("#autoSyncOff-ticked").click();

        assertThat(page.locator("dialog[open] h1")).hasText("Switch automatic sync off for 1 product in Nordlys?");
    }

    /** As a page of its own, as a link in another tab opens it. */
    @Test
    void whatHasBegunCannotBeBegunOnceMore() {
        Page page = operator("/products");
        page.navigate("/actions/act-on-products?action=push&productId=" + tent);

        page.locator("#page button.act").click();

        assertThat(page.locator("#outcome")).containsText("It has begun");
        assertThat(page.locator("#outcome a")).hasText("Follow how far it is");
        assertThat(page.locator("#page button")).hasCount(0);
        assertThat(page.locator("#page a")).hasText("Back");
    }

    @Test
    void aViewerSeesTheMatrixAndCanTickNothing() {
        Page page = viewer("/products");

        assertThat(cell(page, shirt, world().outlet)).hasText("Error");
        assertThat(page.locator("input[type=checkbox], a[href^='/actions/'], [hx-get^='/actions/']"))
                .hasCount(0);
    }

    @Test
    void whatPeopleWriteStaysText() {
        String sku = "<b>SKU</b>";
        long payload = world().product(
                        sku,
                        ConsoleWorld.PAYLOAD,
                        Map.of("categories", List.of(ConsoleWorld.PAYLOAD.replace(">", "›"))));
        world().refused(world().outlet, payload, "bad_code", ConsoleWorld.PAYLOAD);
        Page page = operator("/products");

        assertThat(row(page, payload)).containsText(ConsoleWorld.PAYLOAD);
        assertThat(row(page, payload).locator("code")).hasText(sku);
        assertThat(cell(page, payload, world().outlet)).hasAttribute("title", "Error: " + ConsoleWorld.PAYLOAD);
        page.navigate("/products?search=" + URLEncoder.encode("\"><script>alert(3)</script>", StandardCharsets.UTF_8));
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("\"><script>alert(3)</script>");
        world().send("DELETE", "/products/" + payload, "").expect(204);
    }

    @Test
    void thePageIsReadWithoutAScript() {
        Page plain = chromium().withoutScripts(operator("/products").context().storageState());

        plain.navigate("/products?search=linen");

        assertThat(cell(plain, shirt, world().outlet)).hasText("Error");
        cell(plain, shirt, world().outlet).click();
        assertThat(plain.locator("h1")).hasText("Linen Shirt");
    }

    @Test
    void withManyStoresThePanelScrollsAndThePageDoesNot() {
        world().connectMany(50, "Store with a long name");
        Page page = operator("/products");

        assertThat(page.locator("#matrix thead .c")).hasCount(50);
        assertThat(page.locator("#page")).containsText("Stores 1 to 50 of 54");
        page.locator(".scroll").evaluate("scroll => scroll.scrollBy(600, 0)");
        Assertions.assertThat(row(page, tent).locator(".stick").boundingBox().x).isLessThan(300);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The next ones"))
                .click();
        assertThat(page.locator("#matrix thead .c")).hasCount(4);
        fitsAndIsAccessible(1280, ColorScheme.LIGHT, Map.of("products-many-stores", "/products"));
        fitsAndIsAccessible(360, ColorScheme.DARK, Map.of("products-many-stores", "/products"));
        world().disconnect("Store with a long name");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void itFitsAndIsAccessible(int width, ColorScheme scheme) {
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "products",
                        "/products",
                        "products-none",
                        "/products?search=nowhere",
                        "products-which",
                        "/products?status=off"));
    }
}
