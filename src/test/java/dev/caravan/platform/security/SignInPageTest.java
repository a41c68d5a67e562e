package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What the page for signing in leaves to a browser and its keeper of passwords. The browser test uses it. */
class SignInPageTest {

    private final String page = text("pages/sign-in.html");
    private final String style = text("static/login/page.css");
    private final String script = text("static/login/page.js");

    @Test
    void keepersOfPasswordsKnowItsFields() {
        assertThat(field("username")).contains("autocomplete=\"username\"");
        assertThat(field("password")).contains("autocomplete=\"current-password\"", "type=\"password\"");
        assertThat(page).contains("method=\"post\"").doesNotContain("autocomplete=\"off\"");
    }

    /** A browser cuts off what is longer than {@code maxlength}, in silence. */
    @Test
    void nothingThatIsTypedOrPastedIsRefusedOrCutOff() {
        assertThat(page).doesNotContain("maxlength", "pattern=", "minlength", "onpaste", "readonly");
        assertThat(script).doesNotContain("paste", "preventDefault", "copy", "drop");
    }

    @Test
    void fieldsHaveLabelsAndMessagesAreReadOut() {
        assertThat(page).contains("<label for=\"username\">", "<label for=\"password\">", "<html lang=\"en\">");
    }

    @Test
    void fitsASmallScreen() {
        assertThat(page)
                .contains("width=device-width, initial-scale=1")
                .doesNotContain("maximum-scale", "user-scalable");
        assertThat(style).contains("prefers-color-scheme: dark").doesNotContainPattern("[^-]width: *\\d{3,}px");
    }

    /** The policy of the page lets nothing else run. */
    @Test
    void hasNoScriptAndNoStyleInside() {
        assertThat(page).doesNotContain("<style", "style=", "javascript:").doesNotContainPattern(" on\\w+=");
        assertThat(Pattern.compile("<script[^>]*>").matcher(page).results().map(MatchResult::group))
                .containsExactly("<script src=\"/login/page.js\" defer>");
    }

    private String field(String name) {
        return Pattern.compile("<input id=\"" + name + "\"[^>]*>")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static String text(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
