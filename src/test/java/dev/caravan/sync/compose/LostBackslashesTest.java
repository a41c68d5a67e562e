package dev.caravan.sync.compose;

import static dev.caravan.sync.Documents.shown;
import static dev.caravan.sync.Given.document;
import static dev.caravan.sync.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.Document;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that lose a level of backslashes when another field of the product is written. */
class LostBackslashesTest {

    private static final Document WANTED =
            document("name", "A\\\\B", "description", "C:\\\\temp", "short_description", "plain");
    private static final Document CHANGE = document("status", "publish");
    /** As JSON, in which a backslash is written twice. */
    private static final String LOST = "{name: 'AB', description: 'C:temp', short_description: 'plain'}";

    @Test
    void areFoundInTheTextsThatWereNotSent() {
        assertThat(LostBackslashes.in(row().linked(7).shows(WANTED).plan(Action.UPDATE, WANTED, CHANGE), shown(LOST)))
                .containsExactly("description", "name");
    }

    @Test
    void areNotFoundInATextThatTheStoreStillShows() {
        assertThat(LostBackslashes.in(
                        row().linked(7).shows(WANTED).plan(Action.UPDATE, WANTED, CHANGE),
                        shown("{name: 'A\\\\B', description: 'C:temp'}")))
                .containsExactly("description");
    }

    @Test
    void areNotFoundInATextThatWasSent() {
        Document sent = document("name", "A\\\\B");

        assertThat(LostBackslashes.in(row().linked(7).shows(WANTED).plan(Action.UPDATE, WANTED, sent), shown(LOST)))
                .containsExactly("description");
    }

    @Test
    void areNotFoundInATextThatTheStoreWasNotKnownToShow() {
        Document before = document("name", "A\\\\B");

        assertThat(LostBackslashes.in(row().linked(7).shows(before).plan(Action.UPDATE, WANTED, CHANGE), shown(LOST)))
                .containsExactly("name");
    }

    static Stream<Given.Row> rowsWithoutTexts() {
        return Stream.of(row().linked(71).variantOf(50, 70L), row().linked(7).images());
    }

    @ParameterizedTest
    @MethodSource("rowsWithoutTexts")
    void areNotFoundInVariationsAndImages(Given.Row row) {
        Plan plan = row.shows(WANTED).plan(Action.UPDATE, WANTED, CHANGE);

        assertThat(LostBackslashes.in(plan, shown(LOST))).isEmpty();
    }

    @Test
    void areToldByTheirFields() {
        assertThat(LostBackslashes.message(new TreeSet<>(Set.of("name", "description"))))
                .isEqualTo("The store shows description and name without backslashes; sent once more");
    }
}
