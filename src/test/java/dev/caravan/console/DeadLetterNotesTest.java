package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People write for each other what a dead letter waits for. */
@BrowserTest
class DeadLetterNotesTest extends ConsolePagesTest {

    private static final String PATH = "/integration/woocommerce/dead-letters/";

    private long letter;

    @BeforeEach
    void findALetter() {
        letter = jdbc.sql("SELECT min(id) FROM dead_letter WHERE connection_id = :store")
                .param("store", world().outlet)
                .query(Long.class)
                .single();
    }

    private static String group() {
        return "/attention/group?store=" + world().outlet + "&code=product_invalid_price";
    }

    private Locator row(Page page) {
        return page.locator("#letter-" + letter);
    }

    @Test
    void aNoteIsWrittenReadByOthersChangedAndRemoved() {
        Page page = operator(group());
        page.locator("#note-" + letter).click();
        page.locator("dialog[open] textarea").fill("Waits for the supplier\n" + ConsoleWorld.PAYLOAD);
        confirm(page, "Save the note");

        assertThat(page.locator("#outcome")).containsText("The note is saved.");
        assertThat(row(page)).containsText("Waits for the supplier");
        assertThat(row(page)).containsText(ConsoleWorld.OPERATOR + " noted");
        Page other = viewer(group());
        assertThat(row(other)).containsText(ConsoleWorld.PAYLOAD);
        assertThat(other.locator("#note-" + letter)).hasCount(0);

        page.locator("#note-" + letter).click();
        assertThat(page.locator("dialog[open] textarea")).hasValue("Waits for the supplier\n" + ConsoleWorld.PAYLOAD);
        page.locator("dialog[open] textarea").fill(" ");
        confirm(page, "Save the note");
        assertThat(page.locator("#outcome")).containsText("The note is removed.");
        assertThat(row(page)).not().containsText("noted");
    }

    @Test
    void theSessionThatEndsLosesNoNote() {
        Page page = operator(group());
        page.locator("#note-" + letter).click();
        page.locator("dialog[open] textarea").fill("A long thought");

        page.context().clearCookies();
        confirm(page, "Save the note");

        assertThat(page.locator("dialog[open]")).containsText("Your session has ended.");
        assertThat(page.locator("dialog[open] textarea")).hasValue("A long thought");
    }

    @Test
    void whatIsNotTakenIsSaidInTheDialogAndStaysThere() {
        Page page = operator(group());
        page.locator("#note-" + letter).click();
        Locator text = page.locator("dialog[open] textarea");
        text.evaluate("field => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(40000); }");

        confirm(page, "Save the note");

        assertThat(page.locator("dialog[open] [role=alert]")).containsText("larger than");
        assertThat(text).hasValue("x".repeat(40_000));
    }

    @Test
    void theApiTakesANoteOfBoundedLengthAndSaysWhoWroteIt() {
        var noted = world().send("POST", PATH + letter + "/note", "{\"note\":\" Ask Ana \"}")
                .expect(200)
                .json();
        assertThat(noted.path("note").asText()).isEqualTo("Ask Ana");
        assertThat(noted.path("notedBy").asText()).isEqualTo(ConsoleWorld.ADMIN);
        assertThat(noted.path("notedAt").asText()).startsWith("20");

        for (String wrong : new String[] {
            "{}",
            "{\"note\":7}",
            "{\"note\":\"" + "x".repeat(2_001) + "\"}",
            "{\"note\":\"a\\u0000b\"}",
            "{\"note\":\"\\u202e\"}"
        }) {
            world().send("POST", PATH + letter + "/note", wrong).expect(400);
        }
        world().send("POST", PATH + letter + "/note", "{\"note\":\"" + "é".repeat(2_000) + "\"}")
                .expect(200);
        var removed = world().send("POST", PATH + letter + "/note", "{\"note\":null}")
                .expect(200)
                .json();
        assertThat(removed.path("notedBy").isNull()).isTrue();
        world().send("POST", PATH + "999999999/note", "{\"note\":\"x\"}").expect(404);
    }
}
