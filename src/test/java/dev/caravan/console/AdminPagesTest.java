package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.caravan.testing.TestSettings;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the administration in a real browser. */
@BrowserTest
class AdminPagesTest extends ConsolePagesTest {

    private static final String PASSWORD = "quiet-otter-paints-42";

    private static Locator dialog(Page page) {
        return page.locator("dialog[open]");
    }

    private static Locator row(Page page, String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void press(Locator row, String action) {
        row.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(action))
                .click();
    }

    private static Page signIn(String user, String password, String path) {
        Page page = chromium().open(1280, ColorScheme.LIGHT);
        page.navigate(path);
        page.getByLabel("User").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return page;
    }

    private static long createUser(String name, String role) {
        return world().send("POST", "/users", """
                        {"username":"%s","role":"%s","password":"%s"}""".formatted(name, role, PASSWORD))
                .expect(201)
                .id();
    }

    private int status(String key) {
        return api.send(HttpRequest.newBuilder(api.uri("/me"))
                        .header("Authorization", "Bearer " + key)
                        .build())
                .status();
    }

    @Test
    void aUserIsCreatedAndSignsIn() {
        Page page = admin("/admin/users");
        page.locator("#create-user").click();
        Locator name = dialog(page).getByLabel("User name");
        Locator password = dialog(page).getByLabel("First password");
        name.fill("erin at home");
        password.fill(PASSWORD);
        dialog(page).getByLabel("Role").selectOption("operator");
        confirm(page, "Create user");

        assertThat(dialog(page)).containsText("User name must have 1 to 100 of the characters");
        assertThat(name).hasValue("erin at home");
        assertThat(password).hasValue(PASSWORD); // the browser has kept it: the page does not hold it
        assertThat(page.content()).doesNotContain(PASSWORD);
        assertThat(dialog(page).getByLabel("Role")).hasValue("operator");
        name.fill("erin");
        confirm(page, "Create user");

        assertThat(page.locator("#outcome")).containsText("erin can sign in now, as operator.");
        assertThat(row(page, "erin")).containsText("never");
        assertThat(page.content()).doesNotContain(PASSWORD);
        Page theirs = signIn("erin", PASSWORD, "/");
        assertThat(theirs.locator(".who")).containsText("erin");
        assertThat(theirs.locator("#nav-users")).hasCount(0);
    }

    @Test
    void aKeyIsShownOnceAndWorksUntilItIsRevoked() {
        Page page = admin("/admin/keys");
        page.locator("#create-api-key").click();
        dialog(page).getByLabel("Name").fill("erp");
        dialog(page).getByLabel("Valid until").fill("2026-01-01");
        confirm(page, "Create key");
        assertThat(dialog(page)).containsText("Valid until must be a later moment");
        dialog(page).getByLabel("Valid until").fill("2199-12-31");
        dialog(page).getByLabel("Stores").selectOption(String.valueOf(world().alpine));
        confirm(page, "Create key");

        Locator shown = page.locator("#secret");
        assertThat(shown).isVisible();
        String key = shown.textContent();
        assertThat(key).startsWith("cvn_");
        assertThat(status(key)).isEqualTo(200);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy")))
                .isVisible();
        assertThat(row(page, "erp")).containsText("1 store");
        page.navigate("/admin/keys");
        assertThat(row(page, "erp")).isVisible();
        assertThat(page.content()).doesNotContain(key);
        page.navigate("/admin/audit?action=create-api-key");
        assertThat(row(page, "erp")).isVisible();
        assertThat(page.content()).doesNotContain(key.substring(key.length() - 20));

        page.navigate("/admin/keys");
        awaitLive(page);
        press(row(page, "erp"), "Revoke");
        confirm(page, "Revoke");
        assertThat(page.locator("#outcome")).containsText("The key is revoked.");
        assertThat(row(page, "erp")).hasCount(0);
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void theAuditLogTellsWhoPausedAStoreLastWeek() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        paused(today.minusDays(7), "bob");
        paused(today.minusDays(60), "eve");
        Page page = admin("/admin/audit");

        page.getByLabel("What").fill("pause-connection");
        page.getByLabel("From").fill(today.minusDays(8).toString());
        page.getByLabel("Before").fill(today.minusDays(6).toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                .click();

        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(row(page, "bob")).containsText("Pause connection");
        assertThat(row(page, "bob")).containsText("<b>old</b>");
        String link = page.url();
        Page colleague = admin("/");
        colleague.navigate(link);
        assertThat(row(colleague, "bob")).isVisible();
        assertThat(colleague.getByLabel("What")).hasValue("pause-connection");
        colleague.navigate("/admin/audit?from=yesterday");
        assertThat(colleague.locator("[role=alert]")).containsText("from must be a time");
        assertThat(colleague.getByLabel("What")).isVisible();
    }

    /** As the log keeps it. */
    private void paused(LocalDate day, String who) {
        jdbc.sql("""
                        INSERT INTO audit_log (account_id, at, who, from_address, action, target, outcome, status, before, after)
                        SELECT account_id, :at::timestamptz, :who, '10.1.2.3', 'pause-connection', 'connections/3', 'done', 200,
                            '{"note": "<b>old</b>"}', '{"note": "new"}'
                        FROM app_user
                        WHERE username = :admin
                        """)
                .param("at", day + "T09:30:00Z")
                .param("who", who)
                .param("admin", ConsoleWorld.ADMIN)
                .update();
    }

    @Test
    void twoAdminsAtOnceDoNotOverwriteEachOther() {
        long id = createUser("frank", "viewer");
        Page page = admin("/admin/users");
        press(row(page, "frank"), "Change");
        dialog(page).getByLabel("Sign-in").selectOption("false");
        world().send("PATCH", "/users/" + id, "{\"role\":\"operator\"}").expect(200);
        confirm(page, "Change");

        assertThat(dialog(page)).containsText("Another admin has changed frank meanwhile: the role is operator now");
        dialog(page).getByLabel("Role").selectOption("operator");
        assertThat(dialog(page).getByLabel("Sign-in")).hasValue("false");
        confirm(page, "Change");
        assertThat(page.locator("#outcome")).containsText("frank is operator and may not sign in.");
        assertThat(row(page, "frank")).containsText("Not allowed");

        press(row(page, "frank"), "Delete");
        assertThat(dialog(page)).containsText("Delete frank?");
        world().send("DELETE", "/users/" + id, "").expect(204);
        confirm(page, "Delete user");
        assertThat(page.locator("#outcome")).containsText("User " + id + " does not exist");
        assertThat(row(page, "frank")).hasCount(0);
    }

    @Test
    void peopleChangeTheirOwnPassword() {
        createUser("grace", "viewer");
        Page page = signIn("grace", PASSWORD, "/");
        page.locator("#nav-me").click();
        awaitLive(page);
        page.locator("#own-password").click();
        dialog(page).getByLabel("Present password").fill("not-this-one-at-all");
        dialog(page).getByLabel("New password").fill(PASSWORD + "-new");
        confirm(page, "Change password");
        assertThat(dialog(page)).containsText("Present password");
        assertThat(dialog(page).locator(".wrong")).hasCount(1);
        dialog(page).getByLabel("Present password").fill(PASSWORD);
        confirm(page, "Change password");
        assertThat(page.locator("#outcome")).containsText("Your password is changed.");

        Page again = signIn("grace", PASSWORD + "-new", "/admin/me");
        awaitLive(again);
        again.locator("#own-sessions").click();
        confirm(again, "Sign out everywhere");
        assertThat(again.locator("#outcome")).containsText("You are signed out everywhere.");
        again.navigate("/");
        assertThat(again).hasURL(Pattern.compile(".*/login.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ConsoleWorld.VIEWER, ConsoleWorld.OPERATOR})
    void whoManagesNothingSeesNoneOfIt(String user) {
        Page page = signedIn(user, 1280, ColorScheme.LIGHT, "/admin/alerts");
        assertThat(page.locator("h1")).hasText("Alerts");
        assertThat(page.locator("nav").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Users")))
                .hasCount(0);
        for (String path : List.of("/admin/users", "/admin/keys", "/admin/audit", "/actions/create-user")) {
            assertThat(page.navigate(path).status()).as(path).isEqualTo(403);
            assertThat(page.locator("h1")).hasText("You may not do this");
        }
        assertThat(page.navigate("/actions/set-password?id=" + id(ConsoleWorld.ADMIN))
                        .status())
                .isIn(403, 404);
    }

    @Test
    void theServicePageSaysHowItIsAndWhereTheRestIs() {
        Page page = admin("/admin/service");
        assertThat(page.locator("#page")).containsText("The service is healthy");
        assertThat(row(page, "The database answers")).containsText("healthy");
        assertThat(page.locator("#hawtio")).hasAttribute("href", Pattern.compile(".*/actuator/hawtio.*"));
        press(page.locator("#keys"), "Seal again");
        confirm(page, "Seal again");
        assertThat(page.locator("#outcome")).containsText("The credentials are being sealed again.");

        Page theirs = viewer("/admin/service");
        assertThat(theirs.locator("#page")).containsText("The service is healthy");
        assertThat(theirs.locator("#keys")).hasCount(0);
        assertThat(theirs.locator("#hawtio")).hasCount(0);
    }

    private long id(String user) {
        return jdbc.sql("SELECT id FROM app_user WHERE username = :user")
                .param("user", user)
                .query(Long.class)
                .single();
    }

    @Test
    void usersAndKeysOfAnotherAccountDoNotExist() {
        long stranger = id("admin");
        Page page = admin("/admin/users");
        assertThat(row(page, ConsoleWorld.OPERATOR)).isVisible();
        assertThat(page.locator("#user-" + stranger)).hasCount(0);
        for (String action : List.of("change-user", "set-password", "end-sessions", "delete-user")) {
            assertThat(page.navigate("/actions/" + action + "?id=" + stranger).status())
                    .as(action)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        world().send("POST", "/api-keys", "{\"name\":\"backup %d %s\",\"role\":\"operator\"}".formatted(width, scheme))
                .expect(201);
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "users",
                        "/admin/users",
                        "keys",
                        "/admin/keys",
                        "audit",
                        "/admin/audit",
                        "audit-none",
                        "/admin/audit?who=" + TestSettings.PASSWORD,
                        "alerts",
                        "/admin/alerts",
                        "service",
                        "/admin/service",
                        "me",
                        "/admin/me",
                        "create-user",
                        "/actions/create-user"));
    }
}
