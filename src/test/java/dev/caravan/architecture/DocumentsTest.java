package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say about settings and other pages is true. */
class DocumentsTest {

    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(CARAVAN_[A-Z0-9_]+)` \\| ([^|]*) \\|");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)(?:#[^)\\s]*)?\\)");

    static List<Path> pages() {
        return Stream.concat(
                        Stream.of(
                                        "README.md",
                                        "ARCHITECTURE.md",
                                        "CONTRIBUTING.md",
                                        "CHANGELOG.md",
                                        "SECURITY.md",
                                        "examples/README.md")
                                .map(Path::of),
                        SourceTree.files(Path.of("docs"), ".md").stream())
                .toList();
    }

    @Test
    void theReadmeListsEverySettingWithItsDefault() {
        Map<String, String> listed = new TreeMap<>();
        SETTING_ROW
                .matcher(SourceTree.text(Path.of("README.md")))
                .results()
                .forEach(match -> listed.put(match.group(1), match.group(2).strip()));

        assertThat(listed).containsOnlyKeys(Settings.defaults().keySet());
        Settings.defaults().forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(listed).containsEntry(name, "`" + value + "`");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        assertThat(LINK.matcher(SourceTree.text(page)).results().map(match -> match.group(1)))
                .allSatisfy(link -> assertThat(Files.exists(page.resolveSibling(link)))
                        .as("%s links to %s", page, link)
                        .isTrue());
    }
}
