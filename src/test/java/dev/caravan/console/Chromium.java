package dev.caravan.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, without a window. It reaches this machine only, and notes everything that no page of
 * ours may cause: requests to other hosts, violations of the Content-Security-Policy, and errors of scripts.
 */
final class Chromium implements AutoCloseable {

    /** Why tests are skipped without it; {@code .ci/run} installs it, and fails if a test is skipped. */
    static final String MISSING = "no Chromium on this machine: apt-get install chromium";

    private static final double PATIENCE = 30_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final Queue<String> offences = new ConcurrentLinkedQueue<>();

    Chromium(String base) {
        this.base = base;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE); // its own 5 s are short on a busy machine
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setArgs(List.of(
                                "--disable-dev-shm-usage",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")));
    }

    /** For {@code @EnabledIf}. */
    static boolean isInstalled() {
        return executable().isPresent();
    }

    /** A window of its own, with no cookies. @param width of the screen in pixels */
    Page open(int width, ColorScheme scheme) {
        return open(size(width, scheme));
    }

    /** @param session the cookies of another window */
    Page open(int width, ColorScheme scheme, String session) {
        return open(size(width, scheme).setStorageState(session));
    }

    private static Browser.NewContextOptions size(int width, ColorScheme scheme) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 800 : 900)
                .setColorScheme(scheme);
    }

    /** A window that runs no script. @param session the cookies of another window */
    Page withoutScripts(String session) {
        return open(new Browser.NewContextOptions().setJavaScriptEnabled(false).setStorageState(session));
    }

    private Page open(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(base).setTimezoneId("Europe/Berlin"));
        context.setDefaultTimeout(PATIENCE);
        context.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
                offences.add("request to " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Content-Security-Policy")) {
                offences.add(message.text() + " at " + message.location());
            }
        });
        context.onDialog(dialog -> {
            offences.add("a script asks: " + dialog.message());
            dialog.dismiss();
        });
        context.onWebError(error -> offences.add("script failed: " + error.error()));
        return context.newPage();
    }

    /** What pages did that none may do, since this was last asked. */
    List<String> takeOffences() {
        List<String> taken = new ArrayList<>();
        for (String one = offences.poll(); one != null; one = offences.poll()) {
            taken.add(one);
        }
        return taken;
    }

    /** Otherwise the pages of a test go on listening while the next one runs. */
    void closeWindows() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .map(File::toPath)
                .findFirst();
    }
}
