package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The history in a real browser. */
@BrowserTest
class HistoryPageTest extends ConsolePagesTest {

    private static long refused;

    @BeforeEach
    void haveAHistory() {
        if (refused == 0 || !exists(refused)) {
            attempt(world().alpine, "TENT-1", "synced", null, Instant.now().minus(Duration.ofDays(3)));
            attempt(world().outlet, "BOOT-7", "retry", "The store asks for time", Instant.now());
            refused = attempt(world().outlet, "ROW-1", "error", ConsoleWorld.PAYLOAD, Instant.now());
            jdbc.sql(
                            "UPDATE dead_letter SET batch_id = (SELECT batch_id FROM sync_log WHERE id = :id), answered = :answer "
                                    + "WHERE connection_id = :store AND product_id = -1")
                    .param("id", refused)
                    .param(
                            "answer",
                            "{\"code\":\"bad\",\"message\":\"<script>alert(4)</script>\",\"consumer_key\":\"ck_0123456789abcdef\"}")
                    .param("store", world().outlet)
                    .update();
        }
    }

    private boolean exists(long attempt) {
        return jdbc.sql("SELECT count(*) FROM sync_log WHERE id = :id")
                        .param("id", attempt)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private long attempt(long store, String sku, String outcome, @Nullable String message, Instant at) {
        return jdbc.sql("""
                        INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, fields, outcome, http_status, millis,
                            error_code, error_message, attempt, batch_id, created_at)
                        SELECT account_id, id, -1, :sku, 'update', '{price,salePrice}', :outcome, 200, 42,
                            CASE WHEN :message::text IS NOT NULL THEN 'product_invalid_price' END, :message, 1, :batch, :at::timestamptz
                        FROM connection WHERE id = :store RETURNING id
                        """)
                .param("store", store)
                .param("sku", sku)
                .param("outcome", outcome)
                .param("message", message)
                .param("batch", UUID.randomUUID())
                .param("at", at.toString())
                .query(Long.class)
                .single();
    }

    private static Locator rows(Page page) {
        return page.locator("#tail tbody tr");
    }

    @Test
    void newAttemptsAppearByThemselvesAndWhatIsTypedStays() {
        Page page = operator("/history");
        page.locator("#search").fill("half typed");

        long live = attempt(world().alpine, "LIVE-1", "synced", null, Instant.now());

        assertThat(page.locator("#attempt-" + live)).containsText("LIVE-1");
        assertThat(page.locator("#search")).hasValue("half typed");
    }

    @Test
    void theFilterStandsInTheAddress() {
        Page page = operator("/history");
        page.getByLabel("Store").selectOption("Alpine Outlet");
        page.getByLabel("Outcome").selectOption("Refused");
        page.locator("button.main").click();

        assertThat(page).hasURL(Pattern.compile("/history\\?connectionId=\\d+&syncStatus=error$"));
        assertThat(page.locator("#attempt-" + refused)).containsText("Refused");
        assertThat(page.locator("#tail")).not().containsText("BOOT-7");

        page.navigate("/history?sku=tent-1");
        assertThat(rows(page)).hasCount(1);
        page.getByText("24 hours").click();
        assertThat(page.locator("#tail")).containsText("No attempt matches.");
        assertThat(page).hasURL(Pattern.compile("sku=tent-1&range=day$"));
    }

    @Test
    void aProductLeadsToItsPageAndCanBeFollowedAlone() {
        long first = attempt(world().alpine, "ALONE-1", "synced", null, Instant.now());
        Page page = operator("/history");
        Locator row = page.locator("#attempt-" + first);
        assertThat(row.locator("th .name")).hasAttribute("href", "/products/-1");

        row.getByText("only this").click();

        assertThat(page).hasURL(Pattern.compile("/history\\?productId=-1$"));
        assertThat(page.locator("#tail")).not().containsText("only this");
    }

    @Test
    void timesAreThoseOfTheReadersZone() {
        Instant noon = Instant.parse("2026-07-01T10:00:00Z"); // 12:00 in Berlin
        attempt(world().alpine, "ZONE-1", "synced", null, noon);
        Page page = operator("/history?sku=ZONE-1");
        assertThat(rows(page).locator("time")).containsText("12:00");

        page.locator("#from").fill("2026-07-01T11:59");
        page.locator("#to").fill("2026-07-01T12:01");
        page.locator("button.main").click();

        assertThat(page).hasURL(Pattern.compile("zone=Europe%2FBerlin"));
        assertThat(rows(page)).hasCount(1);
        page.locator("#to").fill("2026-07-01T11:59");
        page.locator("button.main").click();
        assertThat(page.locator("#tail")).containsText("No attempt matches.");
        page.navigate("/history?from=yesterday&sku=ZONE-1");
        assertThat(page.getByText("“yesterday” is no time")).isVisible();
        assertThat(page.locator("#sku")).hasValue("ZONE-1");
    }

    @Test
    void anAttemptHasRequestAndAnswerWithoutSecretsToBeCopied() {
        Page page = operator("/history/" + refused);

        assertThat(page.locator("#sent")).containsText("\"regular_price\" : \"12,50 €\"");
        assertThat(page.locator("#answered")).containsText("<script>alert(4)</script>");
        assertThat(page.locator("#answered")).not().containsText("0123456789abcdef");
        assertThat(page.locator("#page")).containsText(ConsoleWorld.PAYLOAD);
        page.locator("[data-copy=answered]").click();
        assertThat(page.locator("[data-copy=answered]")).hasText("Copied");

        page.navigate("/history?sku=BOOT-7");
        rows(page).locator("td a").first().click();
        assertThat(page.locator("#page")).containsText("Of this one Caravan has kept what stands above.");
    }

    @Test
    void anotherAccountsAttemptDoesNotExist() {
        long foreign = jdbc.sql("INSERT INTO account (name) VALUES ('history') RETURNING id")
                .query(Long.class)
                .single();
        long theirs = jdbc.sql(
                        "INSERT INTO sync_log (account_id, connection_id, product_id, operation, outcome, attempt) "
                                + "VALUES (:account, 1, 1, 'update', 'synced', 1) RETURNING id")
                .param("account", foreign)
                .query(Long.class)
                .single();

        Page page = viewer("/history/" + theirs);

        assertThat(page.locator("h1")).hasText("There is nothing here");
        jdbc.sql("DELETE FROM sync_log WHERE id = :id").param("id", theirs).update();
        ConsoleWorld.removeAccount(jdbc, foreign);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("history", "/history");
        pages.put("history-none", "/history?sku=nowhere&range=day");
        pages.put("history-attempt", "/history/" + refused);
        fitsAndIsAccessible(width, scheme, pages);
    }

    @Test
    void keysAreRemovedWhereverTheyStand() {
        assertThat(Readable.text("GET /?consumer_key=ck_0123456789abcdef&consumer_secret=secret1 failed"))
                .isEqualTo("GET /?consumer_key=(removed)&consumer_secret=(removed) failed");
        assertThat(Readable.text("{\"password\":\"hunter2\",\"price\":\"1\"}"))
                .doesNotContain("hunter2")
                .contains("\"price\" : \"1\"");
    }
}
