package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acting on many products in a real browser: the question with its costs, the job, and what came of it. */
@BrowserTest
class JobsPageTest extends ConsolePagesTest {

    private static final String CONNECTIONS = "/integration/woocommerce/connections/";
    private static final int MANY = 60;

    private List<Long> products(String name, int count) {
        return jdbc.sql("""
                        INSERT INTO product (account_id, sku, name, status, price)
                        SELECT c.account_id, 'JOB-' || :name || n, :name, 'complete', 10
                        FROM connection c, generate_series(1, :count) n
                        WHERE c.id = :store RETURNING id
                        """)
                .param("name", name)
                .param("count", count)
                .param("store", world().alpine)
                .query(Long.class)
                .list();
    }

    @AfterEach
    void nothingStays() {
        jdbc.sql("DELETE FROM action_job").update();
        jdbc.sql("DELETE FROM woocommerce_product_sync WHERE connection_id = :store AND product_id > 0")
                .param("store", world().alpine)
                .update();
        jdbc.sql("DELETE FROM product WHERE sku LIKE 'JOB-%'").update();
    }

    private void pause(long store, String verb) {
        world().send("POST", CONNECTIONS + store + "/" + verb, "").expect(200);
    }

    private static String question(String action, String rest) {
        return "/actions/act-on-products?action=" + action + "&" + rest;
    }

    @Test
    void allThatMatchAreExportedAndThePageFollowsWithoutAReload() {
        products("kettle", MANY);
        pause(world().alpine, "pause");
        Page page = operator(
                question("export", "all=true&page=3&limit=50&status=&search=kettle&connectionIds=" + world().alpine));

        assertThat(page.locator("#question-title")).hasText("Export 60 products to Alpine Outfitters?");
        assertThat(page.locator("#question")).containsText("60 products in 1 store, about 2 calls; takes about");
        assertThat(page.locator("#question")).containsText("Alpine Outfitters is on hold");
        assertThat(page.locator("#question")).containsText("60 are not in the store yet");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Export"))
                .click();
        assertThat(page.locator("#outcome")).containsText("It has begun: 60 products.");
        page.getByText("Follow how far it is").click();
        assertThat(page).hasURL(Pattern.compile(".*/jobs/[-0-9a-f]{36}"));
        awaitLive(page);
        assertThat(page.locator("h1")).hasText("Export 60 products to 1 store");
        assertThat(page.locator("#page")).containsText("Begun by " + ConsoleWorld.OPERATOR);
        assertThat(page.locator("#page")).containsText("found by “kettle”");
        assertThat(page.locator("#job-done")).hasText("0");
        page.evaluate("() => { window.same = true; }");

        pause(world().alpine, "resume");

        assertThat(page.locator("#job-state"))
                .hasText("Done", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        assertThat(page.locator("#job-done")).hasText("60");
        assertThat(page.locator("#job-progress").evaluate("bar => bar.value / bar.max"))
                .isEqualTo(1);
        assertThat(page.evaluate("() => window.same")).isEqualTo(true);
        page.locator("#nav-jobs").click();
        assertThat(page.locator("table")).containsText("Export 60 products to 1 store");
        assertThat(page.locator("table")).containsText("60 of 60");
    }

    @Test
    void aQuestionSaysHowManyFieldsOfWhichKindWouldChange() {
        List<Long> lanterns = products("lantern", 3);
        lanterns.forEach(lantern -> world().push(world().alpine, lantern));
        jdbc.sql("UPDATE product SET price = 12 WHERE id = ANY (:ids)")
                .param("ids", lanterns.toArray(Long[]::new))
                .update();
        jdbc.sql("UPDATE product SET name = 'Old lantern' WHERE id = :id")
                .param("id", lanterns.get(0))
                .update();

        Page page = operator(question("push", "all=true&search=lantern&connectionIds=" + world().alpine));

        assertThat(page.locator("#question")).containsText("3 of 3 would be shown otherwise: price 3 · name 1.");
        assertThat(page.locator("#question")).containsText("Compared with what the stores last confirmed");
        page.navigate("/stores/" + world().alpine);
        awaitLive(page);
        page.locator("#export-all").click();
        assertThat(page.locator("dialog[open] h1")).containsText("to Alpine Outfitters?");
        assertThat(page.locator("dialog[open]")).containsText("would be shown otherwise: price");
        page.navigate(question("unlink", "all=true&search=lantern&connectionIds=" + world().alpine));
        assertThat(page.locator("#question")).not().containsText("Compared");
    }

    @Test
    void aJobIsCancelledAfterAQuestion() {
        products("lamp", MANY);
        pause(world().alpine, "pause");
        Page page = operator(question("export", "all=true&search=lamp&connectionIds=" + world().alpine));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Export"))
                .click();
        page.getByText("Follow how far it is").click();
        awaitLive(page);

        page.locator("#cancel").click();
        assertThat(page.locator("dialog[open]")).containsText("0 of 60 rows are done");
        confirm(page, "Cancel the rest");

        assertThat(page.locator("#outcome")).containsText("What has not been done is cancelled.");
        assertThat(page.locator("#job-state")).hasText("Cancelled");
        assertThat(page.locator("#cancel")).hasCount(0);
        pause(world().alpine, "resume");
    }

    @Test
    void tickedProductsAreCountedAndNoneIsSaid() {
        List<Long> two = products("mug", 2);
        Page page = operator(question(
                "export", "productId=" + two.get(0) + "&productId=" + two.get(1) + "&connectionIds=" + world().paused));

        assertThat(page.locator("#question-title")).hasText("Export 2 products to Test shop?");
        page.navigate(question("unlink", "productId=" + two.get(0)));
        assertThat(page.locator("#question-title")).hasText("Nothing to unlink");
        assertThat(page.locator("#question button")).hasCount(0);
        page.navigate(question("push", "search=mug"));
        assertThat(page.locator("main")).containsText("Choose products first");
        page.navigate(question("push", "productId=x"));
        assertThat(page.locator("main")).containsText("The field productId must be a number.");
        page.navigate(question("dance", "all=true"));
        assertThat(page.locator("main")).containsText("must be one of push, export");
        page.navigate("/jobs/nothing");
        assertThat(page.locator("h1")).hasText("There is nothing here");
    }

    @Test
    void whatFailedStaysTextAndAViewerOnlyReads() {
        String job = job("done", ConsoleWorld.PAYLOAD);
        Page page = viewer("/jobs/" + job);

        assertThat(page.locator("#page")).containsText("Done, 1 failed");
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What failed")))
                .containsText(ConsoleWorld.PAYLOAD);
        assertThat(page.locator("a[href^='/actions/']")).hasCount(0);
        page.navigate("/jobs");
        assertThat(page.locator("table")).containsText("Done, 1 failed");
        page.navigate(question("push", "all=true"));
        assertThat(page.locator("h1")).hasText("You may not do this");
    }

    private String job(String state, String message) {
        long product = products(state.equals("done") ? "bad <b>name</b>" : "Trail tent", 1)
                .get(0);
        return new Scene(jdbc, world()).job(world().alpine, product, state, message);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        job("done", "Invalid price");
        String job = job("running", "“12,50 €” is text, not a number");
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "jobs",
                        "/jobs",
                        "job",
                        "/jobs/" + job,
                        "question-many",
                        question("export", "all=true&search=tent"),
                        "jobs-refused",
                        question("push", "search=mug")));
    }
}
