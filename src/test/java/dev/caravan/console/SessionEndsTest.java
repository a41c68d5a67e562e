package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.caravan.testing.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session ends while a person fills in a form: what was typed is still there after another sign-in, and is saved. */
@BrowserTest
class SessionEndsTest extends ConsolePagesTest {

    private static void press(Locator form, String button) {
        form.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** @param opens the link to the form; null: it stands in the page */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/admin/users, #create-user, input[name=username], ida, Create user, ida can sign in now",
        "/admin/keys, #create-api-key, input[name=name], ledger, Create key, Copy it now",
        "/products?search=boot, #save-filter, input[name=name], Mine, Save, The filter is saved as Mine.",
        "/attention/group?store=OUTLET&code=product_invalid_price, a[id^=note-], textarea, A long thought, Save the note, The note is saved.",
        "/stores/OUTLET/mapping, , #multiplier, 1.17, Save, The mapping is saved",
        "/stores/OUTLET/settings, , #concurrency, 2, Save, The settings are saved.",
    })
    void nothingTypedIsLost(String path, String opens, String field, String typed, String button, String saved) {
        Page page = admin(path.replace("OUTLET", Long.toString(world().outlet)));
        if (opens != null) {
            page.locator(opens).first().click();
        }
        Locator form = page.locator(opens == null ? "#form" : "dialog[open]");
        form.locator(field).fill(typed);
        Locator password = form.locator("input[name=password]");
        boolean asksForOne = password.count() > 0;
        if (asksForOne) {
            password.fill("quiet-otter-paints-42");
        }
        page.context().clearCookies();

        press(form, button);
        Locator notice = opens == null ? page.locator("#live") : form.locator(".live");
        assertThat(notice).containsText("what you have typed stays here");
        Page other = page.waitForPopup(() -> notice.getByRole(AriaRole.LINK).click());
        other.getByLabel("User").fill(ConsoleWorld.ADMIN);
        other.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(TestSettings.PASSWORD);
        press(other.locator("body"), "Sign in");
        awaitLive(page);
        assertThat(form.locator(".live")).hasCount(0);
        assertThat(form.locator(field)).hasValue(typed);
        if (asksForOne) {
            assertThat(password).hasValue("quiet-otter-paints-42");
        }
        press(form, button);

        assertThat(page.locator("main")).containsText(saved);
    }
}
