package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.caravan.testing.TestSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of one store in a real browser. */
@BrowserTest
class StorePageTest extends ConsolePagesTest {

    private static final String PATH = "/integration/woocommerce/connections/";

    private static String page(long store) {
        return "/stores/" + store;
    }

    private String setting(long store, String name) {
        return world().send("GET", PATH + store, "")
                .expect(200)
                .json()
                .path(name)
                .asText();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void aRedStoreIsUnderstoodAndResumed() {
        Page page = operator("/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Nordlys"))
                .first()
                .click();
        awaitLive(page);

        assertThat(page.locator("h1")).hasText("Nordlys");
        assertThat(page.locator("#page")).containsText("61 changes wait");
        assertThat(page.locator("#page")).containsText("Make a new key under WooCommerce");
        page.locator("#resume").click();
        confirm(page, "Resume");
        assertThat(page.locator("#outcome")).containsText("Nordlys is resumed.");
        assertThat(page.locator("#deeds + section")).containsText(ConsoleWorld.OPERATOR + " resumed the store");
    }

    @Test
    void aViewerSeesWhoPausedAStoreAndChangesNothing() {
        world().send("POST", PATH + world().paused + "/pause", "").expect(200);

        Page page = viewer(page(world().paused));

        assertThat(page.locator("#deeds + section")).containsText(ConsoleWorld.ADMIN + " paused the store");
        assertThat(page.locator("a[href^='/actions/']")).hasCount(0);
        assertThat(page.locator("#edit-settings")).hasCount(0);
        page.navigate(page(world().paused) + "/settings");
        assertThat(page.locator("h1")).hasText("You may not do this");
        page.navigate(page(999_999_999));
        assertThat(page.locator("h1")).hasText("There is nothing here");
    }

    @Test
    void aWrongSettingIsMarkedAndWhatWasTypedStays() {
        Page page = admin(page(world().alpine) + "/settings");
        page.locator("#storeName").fill("Alpine <b>Outfitters");
        page.locator("#batchSize").fill("many");
        page.locator("#webhookSecret").fill("typed-secret");
        page.getByLabel("New products are added").check();
        button(page, "Save").click();

        assertThat(page.locator("#problem")).containsText("Nothing is saved yet");
        assertThat(page.locator("#batchSize-error")).containsText("must be a whole number");
        assertThat(page.locator("#storeName")).hasValue("Alpine <b>Outfitters");
        assertThat(page.locator("#webhookSecret")).hasValue("typed-secret");
        assertThat(page.getByLabel("New products are added")).isChecked();
        assertThat(setting(world().alpine, "storeName")).isEqualTo("Alpine Outfitters");

        page.locator("#batchSize").fill("40");
        button(page, "Save").click();
        assertThat(page).hasURL(Pattern.compile(page(world().alpine) + "\\?saved=settings$"));
        assertThat(page.locator("h1")).hasText("Alpine <b>Outfitters");
        assertThat(setting(world().alpine, "batchSize")).isEqualTo("40");
        assertThat(setting(world().alpine, "autoExport")).isEqualTo("true");
        world().send(
                        "PATCH",
                        PATH + world().alpine,
                        "{\"storeName\":\"Alpine Outfitters\",\"batchSize\":50,\"autoExport\":false}")
                .expect(200);
    }

    @Test
    void aWrongAddressIsExplainedAndCanBeSavedNevertheless() {
        Page page = admin(page(world().outlet) + "/settings");
        page.locator("#storeUrl").fill("http://127.0.0.1:9/moved");
        button(page, "Save").click();

        assertThat(page.locator("#storeUrl-error")).containsText("does not pass the test");
        assertThat(page.locator("#page")).not().containsText("?force");
        page.getByLabel("Save it although").check();
        button(page, "Save").click();
        assertThat(page).hasURL(Pattern.compile("saved=settings$"));
        assertThat(setting(world().outlet, "storeUrl")).isEqualTo("http://127.0.0.1:9/moved");
    }

    @Test
    void aSessionThatEndsInTheMiddleLosesNothingThatWasTyped() {
        Page page = admin(page(world().alpine) + "/settings");
        page.locator("#concurrency").fill("3");
        page.locator("#consumerKey").fill("");
        page.context().clearCookies();

        button(page, "Save").click();
        assertThat(page.locator("#live")).containsText("what you have typed stays here");
        assertThat(page.locator("#concurrency")).hasValue("3");

        Page other = page.context()
                .waitForPage(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in again"))
                        .click());
        other.getByLabel("User").fill(ConsoleWorld.ADMIN);
        other.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(TestSettings.PASSWORD);
        button(other, "Sign in").click();
        awaitLive(page);
        button(page, "Save").click();
        assertThat(page).hasURL(Pattern.compile("saved=settings$"));
        assertThat(setting(world().alpine, "concurrency")).isEqualTo("3");
    }

    @Test
    void anExportMovesAndIsStopped() {
        UUID export = UUID.randomUUID();
        jdbc.sql("INSERT INTO export_job (id, account_id, connection_id, total) "
                        + "SELECT :id, account_id, id, 4 FROM connection WHERE id = :store")
                .param("id", export)
                .param("store", world().alpine)
                .update();
        jdbc.sql("INSERT INTO export_item (export_id, connection_id, product_id, target) "
                        + "SELECT :id, :store, -n, 9 FROM generate_series(1, 4) n")
                .param("id", export)
                .param("store", world().alpine)
                .update();
        Page page = operator(page(world().alpine));
        Locator row = page.locator("#export-" + export);
        assertThat(row.locator("progress")).hasAttribute("aria-label", "0 of 4 products done");

        jdbc.sql("UPDATE export_item SET status = CASE WHEN product_id = -1 THEN 'error' ELSE 'success' END "
                        + "WHERE export_id = :id AND product_id > -3")
                .param("id", export)
                .update();
        jdbc.sql("INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, outcome, attempt) "
                        + "SELECT account_id, id, -2, 'MOVED', 'update', 'synced', 1 FROM connection WHERE id = :store")
                .param("store", world().alpine)
                .update();
        assertThat(row).containsText("2 of 4, 1 refused");

        row.getByText("Stop").click();
        confirm(page, "Stop the export");
        assertThat(row).containsText("Cancelled");
        assertThat(row).containsText("2 of 4");
    }

    @Test
    void aMappingIsMadeMendedAndDeleted() {
        Page page = admin(page(world().alpine) + "/mapping");
        assertThat(page.getByLabel("Show price")).isChecked();
        page.getByLabel("Show weight").uncheck();
        page.getByLabel("Where salePrice goes").fill("nowhere");
        page.locator("#multiplier").fill("-2");
        button(page, "Save").click();
        assertThat(page.locator("#multiplier")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Show weight")).not().isChecked();

        page.locator("#multiplier").fill("1.19");
        page.locator("#productId").fill("one");
        button(page, "Preview").click();
        assertThat(page.locator("#problem")).containsText("“one” is no id of a product");
        page.locator("#productId").fill("");
        page.getByLabel("Where salePrice goes").fill("");
        page.locator("#productId").fill("999999999999");
        button(page, "Preview").click();
        assertThat(page.locator("#problem")).containsText("999999999999");
        assertThat(page.getByLabel("Show weight")).not().isChecked();
        page.locator("#productId").fill("");
        button(page, "Preview").click();
        assertThat(page.locator("#preview")).containsText("None of the 500 products that were looked at");
        assertThat(page.locator("#multiplier")).hasValue("1.19");
        assertThat(page.getByLabel("Show weight")).not().isChecked();
        page.getByLabel("Where salePrice goes").fill("nowhere");
        button(page, "Save").click();
        assertThat(page.locator("#problem")).containsText("cannot map salePrice to \"nowhere\"");
        page.getByLabel("Where salePrice goes").fill("meta_data.sale, meta_data.other");
        button(page, "Save").click();

        assertThat(page).hasURL(Pattern.compile("saved=mapping$"));
        Locator shown = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What it shows"));
        assertThat(shown).containsText("meta_data.sale, meta_data.other");
        assertThat(shown).containsText("multiplied by 1.19");
        assertThat(shown).not().containsText("weight");
        awaitLive(page);
        page.locator("#delete-mapping").click();
        confirm(page, "Delete the mapping");
        assertThat(shown).containsText("Everything");
    }

    @Test
    void aStoreIsDisconnectedAndItsPayloadsStayedText() {
        long store = world().connect(ConsoleWorld.PAYLOAD, "http://127.0.0.1:9/gone");
        jdbc.sql(
                        "UPDATE connection SET hold_reason = 'unreachable', hold_detail = :text, hold_remedy = :text, hold_since = now() "
                                + "WHERE id = :id")
                .param("text", ConsoleWorld.PAYLOAD)
                .param("id", store)
                .update();
        Page page = admin(page(store));
        assertThat(page.locator("h1")).hasText(ConsoleWorld.PAYLOAD);

        page.locator("#disconnect").click();
        assertThat(page.locator("dialog[open]")).containsText("This cannot be undone.");
        confirm(page, "Disconnect");

        assertThat(page.locator("#outcome")).containsText("is disconnected.");
        page.navigate(page(store));
        assertThat(page.locator("h1")).hasText("There is nothing here");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        jdbc.sql(
                        "UPDATE connection SET hold_reason = 'unauthorized', hold_detail = 'The store answers 401 to this key', "
                                + "hold_remedy = 'Make a new key under WooCommerce → Settings → Advanced → REST API.', "
                                + "hold_since = now() - interval '2 h' WHERE id = :id")
                .param("id", world().nordlys)
                .update();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("store", page(world().alpine));
        pages.put("store-red", page(world().nordlys));
        pages.put("store-errors", page(world().outlet));
        pages.put("store-paused", page(world().paused));
        pages.put("store-settings", page(world().alpine) + "/settings");
        pages.put("store-mapping", page(world().alpine) + "/mapping");
        fitsAndIsAccessible(width, scheme, pages);
    }
}
