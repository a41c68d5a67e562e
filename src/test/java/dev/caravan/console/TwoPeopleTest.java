package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people do the same at once, each in a browser: the second one hears what the first one did, and nothing is done twice or lost. */
@BrowserTest
class TwoPeopleTest extends ConsolePagesTest {

    private static final String CONNECTIONS = "/integration/woocommerce/connections/";
    private static final String CODE = "product_invalid_price";
    private static final String SECOND_ADMIN = "console-admin-2";

    /** Theirs is in the browser of another person. */
    private record Pair(Page ours, Page theirs) {

        void both(String path) {
            for (Page page : List.of(ours, theirs)) {
                page.navigate(path);
                awaitLive(page);
            }
        }
    }

    private static Pair operators(String path) {
        return new Pair(operator(path), admin(path));
    }

    private Pair admins(String path) {
        if (jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                .param("name", SECOND_ADMIN)
                .query(Long.class)
                .list()
                .isEmpty()) {
            world().user(SECOND_ADMIN, "admin");
        }
        return new Pair(admin(path), signedIn(SECOND_ADMIN, 1280, ColorScheme.LIGHT, path));
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog[open]");
    }

    private static Locator row(Page page, long store) {
        return page.locator("#store-" + store);
    }

    private static void save(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Save").setExact(true))
                .click();
    }

    private long acts(String operation, long store) {
        return jdbc.sql("SELECT count(*) FROM audit_log WHERE action = :operation AND target = :target")
                .param("operation", operation)
                .param("target", "connections/" + store)
                .query(Long.class)
                .single();
    }

    @BeforeEach
    void resume() {
        world().setPaused(world().alpine, false);
    }

    @Test
    void bothPauseAndResumeOneStore() {
        Pair pair = operators("/?search=Outfitters");
        long store = world().alpine;
        long pauses = acts("pause-connection", store);
        pair.ours().locator("#pause-" + store).click();
        pair.theirs().locator("#pause-" + store).click();
        dialog(pair.theirs()).waitFor();

        confirm(pair.ours(), "Pause");
        assertThat(pair.ours().locator("#outcome")).containsText("Alpine Outfitters is paused.");
        confirm(pair.theirs(), "Pause");
        assertThat(pair.theirs().locator("#outcome"))
                .containsText("Alpine Outfitters was paused already. Paused by " + ConsoleWorld.OPERATOR + ".");
        assertThat(row(pair.theirs(), store)).containsText("Paused by " + ConsoleWorld.OPERATOR);
        assertThat(acts("pause-connection", store)).isEqualTo(pauses + 1);

        pair.ours().locator("#resume-" + store).click();
        pair.theirs().locator("#resume-" + store).click();
        dialog(pair.ours()).waitFor();
        confirm(pair.theirs(), "Resume");
        assertThat(pair.theirs().locator("#outcome")).containsText("is resumed.");
        confirm(pair.ours(), "Resume");
        assertThat(pair.ours().locator("#outcome"))
                .containsText("is not on hold any more. Last resumed by " + ConsoleWorld.ADMIN + ".");
        assertThat(row(pair.ours(), store)).containsText("Healthy");
    }

    @Test
    void bothReplayOneGroup() {
        long store = world().paused; // so that nothing is sent
        world().setPaused(store, true);
        world().letters(store, CODE, 8, "“12,50 €” is text, not a number");
        Pair pair = operators("/attention/group?store=" + store + "&code=" + CODE);
        pair.ours().locator("#replay-all").click();
        pair.theirs().locator("#replay-all").click();
        assertThat(dialog(pair.theirs())).containsText("all 8 products");

        confirm(pair.ours(), "Replay all 8");
        assertThat(pair.ours().locator("#outcome")).containsText("8 dead letters replayed.");
        confirm(pair.theirs(), "Replay all 8");
        assertThat(pair.theirs().locator("#outcome"))
                .containsText("No dead letter was left. The newest was replayed by " + ConsoleWorld.OPERATOR + ".");
        for (Page page : List.of(pair.ours(), pair.theirs())) {
            assertThat(page.locator("#page")).containsText("No product is refused for this any more.");
        }
        assertThat(jdbc.sql("SELECT max(wanted) FROM woocommerce_product_sync WHERE connection_id = :store")
                        .param("store", store)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void oneReplaysWhatTheOtherDiscards() {
        long store = world().paused;
        world().setPaused(store, true);
        world().letters(store, "bad_sku", 1, "The SKU is taken");
        Pair pair = operators("/attention/group?store=" + store + "&code=bad_sku");
        pair.ours().locator("[id^=discard-]:not(#discard-all)").click();
        pair.theirs().locator("[id^=replay-]:not(#replay-all)").click();
        dialog(pair.theirs()).waitFor();

        confirm(pair.ours(), "Discard");
        assertThat(pair.ours().locator("#outcome")).containsText("The dead letter is discarded.");
        confirm(pair.theirs(), "Replay");
        assertThat(pair.theirs().locator("#outcome .bad"))
                .containsText("The dead letter was closed already: discarded by " + ConsoleWorld.OPERATOR + ".");
    }

    @Test
    void bothWriteOneNote() {
        long letter = jdbc.sql("SELECT max(id) FROM dead_letter WHERE connection_id = :store AND state = 'open'")
                .param("store", world().outlet)
                .query(Long.class)
                .single();
        Pair pair = operators("/attention/group?store=" + world().outlet + "&code=" + CODE);
        for (Page page : List.of(pair.ours(), pair.theirs())) {
            page.locator("#note-" + letter).click();
        }
        dialog(pair.ours()).locator("textarea").fill("Ours");
        dialog(pair.theirs()).locator("textarea").fill("Theirs");

        confirm(pair.ours(), "Save the note");
        assertThat(pair.ours().locator("#outcome")).containsText("The note is saved.");
        confirm(pair.theirs(), "Save the note");
        assertThat(dialog(pair.theirs())).containsText(ConsoleWorld.OPERATOR + " has written meanwhile: “Ours”");
        assertThat(dialog(pair.theirs()).locator("textarea")).hasValue("Theirs");

        dialog(pair.theirs()).locator("textarea").fill("Ours and theirs");
        confirm(pair.theirs(), "Save the note");
        assertThat(pair.ours().locator("#letter-" + letter)).containsText("Ours and theirs");
        world().send("POST", "/integration/woocommerce/dead-letters/" + letter + "/note", "{\"note\":null}")
                .expect(200);
    }

    @Test
    void bothChangeTheSettingsOfOneStore() {
        String path = CONNECTIONS + world().alpine;
        world().send("PATCH", path, "{\"batchSize\":50,\"concurrency\":1,\"requestsPerMinute\":null}")
                .expect(200);
        Pair pair = admins("/");
        pair.both("/stores/" + world().alpine + "/settings");
        pair.ours().locator("#batchSize").fill("40");
        pair.ours().locator("#concurrency").fill("2");
        pair.theirs().locator("#batchSize").fill("30");
        pair.theirs().locator("#requestsPerMinute").fill("600");

        save(pair.ours());
        assertThat(pair.ours()).hasURL(Pattern.compile("saved=settings$"));
        save(pair.theirs());
        assertThat(pair.theirs().locator("#problem"))
                .containsText(ConsoleWorld.ADMIN + " has changed what is marked below while this page was open.");
        assertThat(pair.theirs().locator("#batchSize-error")).hasText("By now: 40");
        assertThat(pair.theirs().locator("#batchSize")).hasValue("30");
        assertThat(pair.theirs().locator("#requestsPerMinute")).hasValue("600");
        assertThat(pair.theirs().locator("#concurrency")).hasValue("2"); // what they have not touched
        assertThat(setting(path, "batchSize")).isEqualTo("40");

        save(pair.theirs());
        assertThat(pair.theirs()).hasURL(Pattern.compile("saved=settings$"));
        assertThat(setting(path, "batchSize")).isEqualTo("30");
        assertThat(setting(path, "concurrency")).isEqualTo("2");
        assertThat(setting(path, "requestsPerMinute")).isEqualTo("600");
    }

    private static String setting(String path, String name) {
        return world().send("GET", path, "").expect(200).json().path(name).asText();
    }

    @Test
    void bothChangeTheMappingOfOneStore() {
        Pair pair = admins("/");
        pair.both("/stores/" + world().paused + "/mapping");
        pair.ours().locator("#multiplier").fill("1.19");
        pair.theirs().locator("#multiplier").fill("1.25");
        pair.theirs().getByLabel("Show weight").uncheck();

        save(pair.ours());
        assertThat(pair.ours()).hasURL(Pattern.compile("saved=mapping$"));
        save(pair.theirs());
        assertThat(pair.theirs().locator("#problem"))
                .containsText(ConsoleWorld.ADMIN + " has changed what this store shows while this page was open.");
        assertThat(pair.theirs().locator("#problem")).containsText("Prices are multiplied by 1.19");
        assertThat(pair.theirs().locator("#problem")).containsText("weight is shown in its usual place by now");
        assertThat(pair.theirs().locator("#multiplier")).hasValue("1.25");
        assertThat(pair.theirs().getByLabel("Show weight")).not().isChecked();
        assertThat(multiplier()).isEqualTo("1.19");

        save(pair.theirs());
        assertThat(pair.theirs()).hasURL(Pattern.compile("saved=mapping$"));
        assertThat(multiplier()).isEqualTo("1.25");
    }

    private static String multiplier() {
        return world().send("GET", CONNECTIONS + world().paused + "/export-mappings/active", "")
                .expect(200)
                .json()
                .at("/priceRules/multiplier")
                .asText();
    }
}
