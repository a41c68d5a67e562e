package dev.caravan.program;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real Chromium without a window. It reaches this machine only; {@link #OTHER_SITE} is this machine under another name. */
public final class Browser implements AutoCloseable {

    /** Why tests are skipped without it; {@code .ci/run} installs it, and fails if a test is skipped. */
    public static final String MISSING =
            "no Chromium with its driver on this machine: apt-get install chromium chromium-driver";

    /** The host name of another website. */
    public static final String OTHER_SITE = "other-site.example";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** For {@code @EnabledIf}. */
    public static boolean isInstalled() {
        return chromium().isPresent() && executable("chromedriver").isPresent();
    }

    public static Browser start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow());
        options.addArguments(
                "--headless=new",
                "--window-size=1400,1000",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--host-resolver-rules=MAP " + OTHER_SITE + " 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost,"
                        + " EXCLUDE 127.0.0.1");
        if (isRoot()) {
            options.addArguments("--no-sandbox"); // Chromium's sandbox does not work for root, who is all that a CI has
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable("chromedriver").orElseThrow())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** Opens an address with a name and password, which the browser then sends to that host and port by itself. */
    public void signIn(URI address, String username, String password) {
        driver.get(address.toString().replaceFirst("://", "://" + username + ":" + password + "@"));
    }

    public void open(URI address) {
        driver.get(address.toString());
    }

    public URI address() {
        return URI.create(String.valueOf(driver.getCurrentUrl()));
    }

    /** What a reader of the page sees. */
    public String text() {
        try {
            return driver.findElement(By.tagName("body")).getText();
        } catch (WebDriverException e) {
            return ""; // the page changes just now
        }
    }

    /** Waits until the page shows this. */
    public void awaitText(String text) {
        await("\"" + text + "\" on the page").atMost(PATIENCE).until(() -> text().contains(text));
    }

    /** Waits for an element that can be clicked, and clicks it. */
    public void click(By element) {
        await("click " + element).atMost(PATIENCE).ignoreExceptions().until(() -> {
            WebElement found = driver.findElement(element);
            found.click();
            return true;
        });
    }

    /** Types into a field of a form. */
    public void type(By field, String text) {
        driver.findElement(field).sendKeys(text);
    }

    /** Waits for an element that can be seen; others of its kind may be out of sight. @return its text */
    public String textOf(By element) {
        return await("see " + element)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> seen(element), text -> !text.isEmpty())
                .get(0);
    }

    private List<String> seen(By element) {
        return driver.findElements(element).stream()
                .filter(WebElement::isDisplayed)
                .limit(1)
                .map(WebElement::getText)
                .toList();
    }

    /** Runs the body of a JavaScript function in the page. */
    public @Nullable Object script(String function, Object... arguments) {
        return driver.executeScript(function, arguments);
    }

    /** Runs the body of an asynchronous JavaScript function in the page, and waits for what it returns. */
    public @Nullable Object promise(String function) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + "(async () => {" + function
                + "})().then(done, e => done('failed: ' + e));");
    }

    /** A phone. @param scheme {@code light} or {@code dark}, as its owner prefers pages */
    public void screen(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** A picture of the page, as PNG. */
    public void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<File> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Browser::executable)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<File> executable(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    private static boolean isRoot() {
        try {
            return Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8)
                    .contains("\nUid:\t0\t");
        } catch (IOException e) {
            return false; // no Linux
        }
    }
}
