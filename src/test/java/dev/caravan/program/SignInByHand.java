package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;

/** What a person does at the page for signing in. */
final class SignInByHand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final By USER = By.name("username");
    private static final By PASSWORD = By.name("password");
    private static final By SIGN_IN = By.cssSelector("button[type=submit]");
    private static final By SHOW = By.id("show");

    private final Browser browser;
    private final URI page;

    SignInByHand(Browser browser, URI page) {
        this.browser = browser;
        this.page = page;
    }

    void wrongPasswordIsSaid() {
        browser.open(page);
        browser.type(USER, "admin");
        browser.type(PASSWORD, "not-the-password");
        browser.click(SIGN_IN);

        assertThat(browser.textOf(By.cssSelector("[role=alert]"))).isEqualTo("The user or the password is not right.");
    }

    /** As a keeper of passwords fills it in. The field stays what it was when the form goes. */
    void passwordIsPastedAndLookedAt(String password) {
        browser.type(USER, "admin");
        Object pasted = browser.script(
                "const field = document.getElementById('password');"
                        + "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
                        + "return field.dispatchEvent(new ClipboardEvent('paste',"
                        + " {clipboardData: data, bubbles: true, cancelable: true}));",
                password);
        assertThat(pasted).as("nobody has prevented it").isEqualTo(true);
        browser.type(PASSWORD, password);

        browser.click(SHOW);
        assertThat(type()).isEqualTo("text");
        assertThat(browser.textOf(SHOW)).isEqualTo("Hide");
        browser.click(SHOW);
        assertThat(type()).isEqualTo("password");
        assertThat(browser.script("return document.getElementById('password').value"))
                .isEqualTo(password);
    }

    void signsIn() {
        browser.click(SIGN_IN);
        await().atMost(PATIENCE).until(() -> !browser.address().getPath().equals("/login"));
    }

    /** From a page whose policy lets a script call us; an answer of the API lets none. */
    void signsOut() {
        browser.open(page.resolve("/api-docs"));
        Object status = browser.promise("const token = document.cookie.split('; ')"
                + ".find(one => one.startsWith('caravan-csrf=')).split('=')[1];"
                + "const answer = await fetch('/logout', {method: 'POST', headers: {'X-XSRF-TOKEN': token}});"
                + "return answer.status;");
        assertThat(String.valueOf(status)).isEqualTo("204");
    }

    /** On a small phone, by day and by night; the pictures are for people. */
    void fitsASmallScreen(Path folder) throws IOException {
        for (String scheme : new String[] {"light", "dark"}) {
            browser.screen(360, 640, scheme);
            browser.open(page);
            browser.picture(folder.resolve("sign-in-" + scheme + ".png"));
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as("no scrolling to the side")
                    .isEqualTo(360L);
            assertThat(browser.script("return document.documentElement.scrollHeight <= 640"))
                    .isEqualTo(true);
            assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(scheme.equals("light") ? "rgb(244, 245, 247)" : "rgb(18, 22, 28)");
        }
    }

    private Object type() {
        return String.valueOf(browser.script("return document.getElementById('password').type"));
    }
}
