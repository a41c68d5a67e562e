package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.caravan.store.doctor.RecordedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the documentation: each page as in a shop that is open. They are left in {@code target/pictures}; with
 * {@code -Dpictures=docs/images} ({@code just pictures}) they replace those of the documentation.
 */
@BrowserTest
class ConsolePicturesTest extends ConsolePagesTest {

    private static final Path FOLDER = Path.of(System.getProperty("pictures", "target/pictures"));
    private static final String ANA = "ana";
    private static final int WIDE = 1280;
    private static final int LOWEST = 560;
    private static final int HIGHEST = 1_100;
    private static final int MOST_BYTES = 150_000;

    @Test
    void eachPageOfTheConsole() throws IOException {
        world().user(ANA, "admin");
        world().user("ben", "operator");
        Page login = chromium().open(WIDE, ColorScheme.LIGHT);
        login.navigate("/");
        picture(login, "login");

        Scene scene = new Scene(jdbc, world());
        List<Long> products = scene.products();
        long refused = scene.history(products);
        scene.figures(world().alpine, 120, 60);
        scene.figures(world().outlet, 15, 180);
        String job = scene.job(world().alpine, products.get(3), "running", "Invalid price");
        scene.job(world().alpine, products.get(4), "done", "Invalid price");
        world().setPaused(world().outlet, true);
        world().setPaused(world().outlet, false);
        world().send("POST", "/api-keys", "{\"name\":\"erp\",\"role\":\"operator\"}")
                .expect(201);
        scene.addresses();
        scene.alerts();

        Page page = signedIn(ANA, WIDE, ColorScheme.LIGHT, "/");
        each(page, Map.of("stores", "/", "store", "/stores/" + world().alpine));
        String group = "/attention/group?store=" + world().outlet + "&code=product_invalid_price";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("products", "/products");
        pages.put("attention", "/attention");
        pages.put("history", "/history");
        pages.put("attempt", "/history/" + refused);
        pages.put("settings", "/stores/" + world().alpine + "/settings");
        pages.put("figures", "/figures?range=month");
        pages.put("jobs", "/jobs");
        pages.put("job", "/jobs/" + job);
        pages.put("users", "/admin/users");
        pages.put("keys", "/admin/keys");
        pages.put("audit", "/admin/audit");
        pages.put("alerts", "/admin/alerts");
        pages.put("service", "/admin/service");
        pages.put("me", "/admin/me");
        each(page, pages);

        page.navigate(group);
        awaitLive(page);
        page.locator("summary").first().click();
        picture(page, "group");
        page.locator("#replay-all").click();
        page.locator("dialog[open]").waitFor();
        picture(page, "question");
        page.navigate("/products?search=tent");
        awaitLive(page);
        page.navigate("/actions/act-on-products?action=export&all=true&connectionIds=" + world().nordlys);
        picture(page, "question-many");
        mapping(page, products.get(0));
        change(page, products.get(0));
        connect(page);
    }

    private static void mapping(Page page, long product) throws IOException {
        page.navigate("/stores/" + world().alpine + "/mapping");
        awaitLive(page);
        page.locator("#multiplier").fill("1.19");
        page.locator("#rounding").selectOption(".99");
        page.locator("#productId").fill(Long.toString(product));
        press(page, "Preview");
        page.locator("#preview summary").click();
        page.locator("#preview").scrollIntoViewIfNeeded();
        picture(page, "mapping");
    }

    private static void change(Page page, long product) throws IOException {
        world().setPaused(world().alpine, true);
        world().send(
                        "PATCH",
                        "/products/" + product,
                        "{\"price\":\"329.00\",\"description\":\"A light tent of nylon for three. It stands in five minutes and keeps out a storm.\"}")
                .expect(200);
        page.navigate("/products/" + product + "?store=" + world().alpine);
        awaitLive(page);
        assertThat(page.locator("#in-" + world().alpine)).containsText("Pending");
        picture(page, "product");
    }

    private static void connect(Page page) throws IOException {
        try (RecordedStore plain = new RecordedStore("url-permalinks-plain-followed", "everywhere")) {
            page.navigate("/connect");
            awaitLive(page);
            page.getByLabel("Consumer key").fill("ck_0123456789abcdef0123456789abcdef01234567");
            page.getByLabel("Consumer secret").fill("cs_0123456789abcdef0123456789abcdef01234567");
            page.getByLabel("Address of the shop").fill(plain.url().toString());
            press(page, "Test the shop");
            assertThat(page.locator("#findings")).containsText("In WordPress, open Settings → Permalinks.");
            picture(page, "connect");
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void each(Page page, Map<String, String> pages) throws IOException {
        for (Map.Entry<String, String> entry : pages.entrySet()) {
            page.navigate(entry.getValue());
            awaitLive(page);
            for (Locator plot : page.locator(".plot").all()) {
                plot.locator("canvas").waitFor();
            }
            picture(page, entry.getKey());
        }
    }

    /** As much of the page as is worth a picture. */
    private static void picture(Page page, String name) throws IOException {
        Path file = FOLDER.resolve(name + ".png");
        int height = ((Number) page.evaluate("() => document.body.scrollHeight")).intValue();
        page.setViewportSize(WIDE, Math.max(LOWEST, Math.min(HIGHEST, height)));
        Picture.write(page.screenshot(), file);
        page.setViewportSize(WIDE, LOWEST);
        assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
    }
}
