package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.caravan.testing.Api;
import dev.caravan.testing.TestSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of pages have in common: a browser and an account with stores for all tests of a class, which is a {@link BrowserTest}. */
abstract class ConsolePagesTest {

    private static final int WIDE = 1280;
    private static final Path IMAGES = Path.of("target/console");

    private static @Nullable Chromium browser;
    private static @Nullable ConsoleWorld stores;
    /** Cookies by user: signing in takes a second of a busy machine. */
    private static final Map<String, String> sessions = new HashMap<>();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        if (browser == null) {
            stores = new ConsoleWorld(api, jdbc);
            browser = new Chromium(api.uri("").toString());
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        sessions.clear();
        if (stores != null) {
            stores.remove();
            stores = null;
        }
    }

    @AfterEach
    void noPageLeavesUsOrRunsWhatIsNotOurs() {
        chromium().closeWindows();
        assertThat(chromium().takeOffences()).isEmpty();
    }

    static Chromium chromium() {
        return Objects.requireNonNull(browser);
    }

    static ConsoleWorld world() {
        return Objects.requireNonNull(stores);
    }

    /** A window of its own. It has the session of the last window of this user, unless a test has ended it. */
    static Page signedIn(String user, int width, ColorScheme scheme, String path) {
        String session = sessions.get(user);
        if (session != null) {
            Page page = chromium().open(width, scheme, session);
            page.navigate(path);
            if (!page.url().contains("/login")) {
                return page;
            }
        }
        Page page = signIn(chromium().open(width, scheme), user, path);
        page.waitForURL(url -> !url.contains("/login"));
        sessions.put(user, page.context().storageState());
        return page;
    }

    /** Leads a window that is not signed in to a page. */
    static Page signIn(Page page, String user, String path) {
        page.navigate(path);
        page.getByLabel("User").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(TestSettings.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return page;
    }

    static Page viewer(String path) {
        return signedIn(ConsoleWorld.VIEWER, WIDE, ColorScheme.LIGHT, path);
    }

    static Page operator(String path) {
        return live(ConsoleWorld.OPERATOR, path);
    }

    static Page admin(String path) {
        return live(ConsoleWorld.ADMIN, path);
    }

    private static Page live(String user, String path) {
        Page page = signedIn(user, WIDE, ColorScheme.LIGHT, path);
        awaitLive(page); // before its script runs a link leads to another page
        return page;
    }

    static void awaitLive(Page page) {
        assertThat(page.locator("#live")).hasText("Live");
    }

    /** Presses a button of the dialog that asks. */
    static void confirm(Page page, String button) {
        page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    /** The id of the element that has the keyboard. */
    static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.id"));
    }

    /**
     * No page needs a wider screen than it gets, and none hinders people who see or hear it in another way. Leaves a picture of
     * each in {@code target/console}.
     *
     * @param pages their names and addresses
     */
    static void fitsAndIsAccessible(int width, ColorScheme scheme, Map<String, String> pages) {
        Page page = signedIn(ConsoleWorld.ADMIN, width, scheme, "/");
        pages.forEach((name, path) -> {
            page.navigate(path);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(IMAGES.resolve("%s-%d-%s.png".formatted(name, width, scheme))));
            assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                    .as("pixels that %s is too wide at %d", path, width)
                    .isEqualTo(0);
            if (width == WIDE) { // colours and words are the same on a phone
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .filteredOn(found -> List.of("serious", "critical").contains(found.getImpact()))
                        .as("%s in %s", path, scheme)
                        .isEmpty();
            }
        });
    }
}
