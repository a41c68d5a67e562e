package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say about settings, classes and other pages is true. */
class DocumentsTest {

    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(CARAVAN_[A-Z0-9_]+)` \\| ([^|]*) \\|");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w*\\b");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

    /** Of Camel's settings and of cookies. */
    private static final Set<String> NO_CLASSES = Set.of("RoutesOnly", "SameSite");

    static List<Path> pages() {
        return Stream.concat(
                        Stream.of(
                                        "README.md",
                                        "ARCHITECTURE.md",
                                        "CONTRIBUTING.md",
                                        "CHANGELOG.md",
                                        "SECURITY.md",
                                        "UPGRADING.md",
                                        "examples/README.md")
                                .map(Path::of),
                        SourceTree.files(Path.of("docs"), ".md").stream())
                .toList();
    }

    @Test
    void everySettingIsListedWithItsDefault() {
        Map<String, String> listed = new TreeMap<>();
        SETTING_ROW
                .matcher(SourceTree.text(Path.of("docs/configure.md")))
                .results()
                .forEach(match -> listed.put(match.group(1), match.group(2).strip()));

        assertThat(listed).containsOnlyKeys(Settings.defaults().keySet());
        Settings.defaults().forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(listed).containsEntry(name, "`" + value + "`");
            }
        });
    }

    @Test
    void theReadmeIsShort() {
        assertThat(SourceTree.text(Path.of("README.md")).lines()).hasSizeLessThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        assertThat(LINK.matcher(SourceTree.text(page)).results()).allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(Files.exists(target))
                    .as("%s links to %s", page, link.group(1))
                    .isTrue();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("headings of %s", target).contains(link.group(2));
            }
        });
    }

    /** Names in code spans that look like those of classes. */
    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "docs/pitfalls.md"})
    void namedClassesExist(String page) {
        Set<String> types = Stream.of("src/main/java", "src/test/java")
                .flatMap(root -> SourceTree.files(Path.of(root), ".java").stream())
                .flatMap(file -> TYPE.matcher(SourceTree.text(file)).results())
                .map(type -> type.group(1))
                .collect(Collectors.toSet());

        assertThat(CODE_SPAN
                        .matcher(FENCE.matcher(SourceTree.text(Path.of(page))).replaceAll(""))
                        .results())
                .flatMap(span -> CLASS_NAME
                        .matcher(span.group(1))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .filteredOn(name -> !NO_CLASSES.contains(name))
                .isNotEmpty()
                .isSubsetOf(types);
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(SourceTree.text(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
