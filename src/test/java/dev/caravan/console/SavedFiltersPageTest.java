package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that a person keeps as links above the products and the history. */
@BrowserTest
class SavedFiltersPageTest extends ConsolePagesTest {

    private static final String FILTER = "/products?search=Tent%20%26%20co&status=error";

    private static Locator name(Page page) {
        return page.locator("dialog[open]").getByLabel("Name");
    }

    @ParameterizedTest
    @ValueSource(strings = {ConsoleWorld.OPERATOR, ConsoleWorld.VIEWER})
    void aFilterIsSavedUsedAndDeleted(String user) {
        Page page = signedIn(user, 1280, ColorScheme.LIGHT, FILTER);
        awaitLive(page);

        page.locator("#save-filter").click();
        name(page).fill(ConsoleWorld.PAYLOAD);
        confirm(page, "Save");

        assertThat(page.locator("#outcome")).containsText("The filter is saved as " + ConsoleWorld.PAYLOAD);
        assertThat(page.locator("#saved .chip")).hasText(ConsoleWorld.PAYLOAD);
        assertThat(page.locator("#save-filter")).hasCount(0);
        page.navigate("/products");
        awaitLive(page);
        page.locator("#saved .chip").click();
        assertThat(page).hasURL(api.uri(FILTER).toString());
        awaitLive(page);
        assertThat(page.locator("#search")).hasValue("Tent & co");
        page.locator("#delete-saved").click();
        confirm(page, "Delete");
        assertThat(page.locator("#saved .chip")).hasCount(0);
        assertThat(page.locator("#save-filter")).isVisible();
    }

    @Test
    void aFilterOfTheHistoryIsKeptThere() {
        Page page = operator("/history?range=day&syncStatus=error");
        awaitLive(page);
        page.locator("#save-filter").click();
        name(page).fill("Refused today");
        confirm(page, "Save");
        assertThat(page.locator("#saved .chip")).hasText("Refused today");
        page.navigate("/products?status=error");
        assertThat(page.locator("#saved")).not().containsText("Refused today");

        page.navigate("/history");
        awaitLive(page);
        page.locator("#saved .chip").click();

        assertThat(page.locator("#outcome-filter")).hasValue("error");
        assertThat(page.locator("#saved .chip")).hasAttribute("aria-current", "true");
        awaitLive(page);
        page.locator("#delete-saved").click();
        confirm(page, "Delete");
        assertThat(page.locator("#saved .chip")).hasCount(0);
    }

    @Test
    void aNameThatIsTakenIsSaidAndStays() {
        Page page = operator("/products?status=error");
        page.locator("#save-filter").click();
        name(page).fill("Errors");
        confirm(page, "Save");
        assertThat(page.locator("#saved .chip")).hasText("Errors");

        page.navigate("/products?status=pending");
        awaitLive(page);
        page.locator("#save-filter").click();
        name(page).fill("Errors");
        confirm(page, "Save");

        assertThat(page.locator("dialog[open]")).containsText("You have a filter of this name already");
        assertThat(name(page)).hasValue("Errors");
    }
}
