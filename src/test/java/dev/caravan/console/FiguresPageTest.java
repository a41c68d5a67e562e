package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was delivered, in plots and numbers, in a real browser. */
@BrowserTest
class FiguresPageTest extends ConsolePagesTest {

    private static long filledFor;

    @BeforeEach
    void aYear() {
        if (filledFor == world().alpine) {
            return;
        }
        filledFor = world().alpine;
        Scene scene = new Scene(jdbc, world());
        scene.figures(world().alpine, 120, 60);
        scene.figures(world().outlet, 15, 180);
    }

    private static Locator plot(Page page, String name) {
        return page.locator("#plot-" + name + " canvas");
    }

    @Test
    void aPersonSeesHowTheDayWentAndWhichStoreIsBusiest() {
        Page page = operator("/");
        page.locator("#nav-figures").click();

        assertThat(page.locator("h1")).hasText("Figures");
        for (String name : new String[] {"deliveries", "success", "delay", "saved"}) {
            assertThat(plot(page, name)).isVisible();
        }
        assertThat(page.locator(".sums")).containsText(Pattern.compile("Success\\s*9\\d"));
        assertThat(page.locator(".sums")).containsText(Pattern.compile("Median delay\\s*1\\.\\d s"));
        Locator busiest = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Busiest stores"));
        assertThat(busiest.locator("tbody tr").first()).containsText("Alpine Outfitters");
    }

    @Test
    void thePageOfAStoreHasItsFigures() {
        Page page = operator("/stores/" + world().alpine);

        Locator figures = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Figures"));
        assertThat(figures).containsText(Pattern.compile("Success\\s*9\\d.* %\\s*9\\d.* %"));
        assertThat(figures).containsText(Pattern.compile("Median delay\\s*1\\.\\d s\\s*1\\.\\d s"));
        long day = number(figures.locator("#delivered-day"));
        assertThat(day).isPositive().isLessThan(number(figures.locator("#delivered-month")));
        page.navigate("/stores/" + world().nordlys);
        assertThat(page.locator("#page")).containsText("Nothing was sent to this store in the last 30 days.");
    }

    private static long number(Locator cell) {
        return Long.parseLong(cell.innerText().replaceAll("\\D", ""));
    }

    @Test
    void theAddressKeepsTheTimeAndTheStore() {
        Page page = operator("/figures");

        page.locator("#range-year").click();
        page.locator("#busy-" + world().outlet + " a").click();

        assertThat(page)
                .hasURL(api.uri("/figures?range=year&store=" + world().outlet).toString());
        assertThat(page.locator("h1")).hasText("Figures of Alpine Outlet");
        assertThat(page.locator("#range-year")).hasAttribute("aria-current", "true");
        assertThat(page.locator("#store")).hasValue(String.valueOf(world().outlet));
        page.locator("#store").selectOption("Nordlys");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                .click();
        assertThat(page.locator("#page")).containsText("Nothing was sent in this time.");
        assertThat(page.locator("canvas")).hasCount(0);
    }

    /** For who cannot see a plot, or has no script. */
    @Test
    void theNumbersAreInATableToo() {
        Page page = operator("/figures?range=month");
        Page plain = chromium().withoutScripts(page.context().storageState());
        plain.navigate("/figures?range=month");

        plain.locator("#numbers-delay summary").click();
        assertThat(plain.locator("#numbers-delay tbody tr")).hasCount(31);
        assertThat(plain.locator("#numbers-delay tbody tr").nth(3))
                .containsText(Pattern.compile("\\d+ \\w+ 20\\d\\d\\s+1\\.\\d s"));
        assertThat(plain.locator("canvas")).hasCount(0);
    }

    @Test
    void eachPlotIsAFileToo() throws IOException {
        Page page = viewer("/figures?range=year&store=" + world().alpine);

        Download points = page.waitForDownload(
                () -> page.getByText("Download as CSV").first().click());
        assertThat(points.suggestedFilename()).isEqualTo("caravan-year.csv");
        assertThat(Files.readAllLines(points.path()))
                .hasSize(14)
                .first()
                .asString()
                .startsWith("at,resolution,connectionId,delivered,unchanged,");
        page.navigate("/figures");
        Download stores = page.waitForDownload(
                () -> page.getByText("Download as CSV").last().click());
        assertThat(Files.readString(stores.path())).contains(",\"Alpine Outfitters\",");
    }

    @Test
    void whatCannotBeShownSaysWhy() {
        Page page = viewer("/figures?range=decade");
        assertThat(page.locator("main")).containsText("The range must be day, month or year.");

        page.navigate("/figures?store=999999999");
        assertThat(page.locator("h1")).hasText("There is nothing here");
    }

    @Test
    void theStoresHaveALineOfTheLastHour() {
        Page page = operator("/");

        assertThat(page.locator("#store-" + world().alpine + " polyline")).isVisible();
        assertThat(page.locator("#store-" + world().nordlys + " polyline")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyPageFitsAndIsAccessible(int width, ColorScheme scheme) {
        fitsAndIsAccessible(
                width,
                scheme,
                Map.of(
                        "figures-day",
                        "/figures",
                        "figures-month",
                        "/figures?range=month",
                        "figures-year",
                        "/figures?range=year&store=" + world().alpine,
                        "figures-none",
                        "/figures?store=" + world().nordlys,
                        "figures-stores",
                        "/"));
    }
}
