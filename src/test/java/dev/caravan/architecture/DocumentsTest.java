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

/** What the pages say about settings, classes and other pages is true. */
class DocumentsTest {

    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(CARAVAN_[A-Z0-9_]+)` \\| ([^|]*) \\|");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("(?<![-+])\\b[A-Z][a-z]+[A-Z]\\w*\\b");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
    private static final Pattern YAML_COMMENT = Pattern.compile("(?m)(?:^|\\s)# (.*)$");
    private static final Pattern SQL_COMMENT = Pattern.compile("(?m)--(.*)$");

    /** They look like names of our classes: products, classes of libraries, settings, cookies. */
    private static final Set<String> NO_CLASSES = Set.of(
            "AuthenticationProvider",
            "BroadcastChannel",
            "CamelSchedulerPolledMessages",
            "DefaultRestOpenapiProcessorStrategy",
            "DefaultSqlPrepareStatementStrategy",
            "FormContentFilter",
            "HeaderWriterFilter",
            "HttpOnly",
            "HttpURLConnection",
            "JacksonDataFormat",
            "JdbcClient",
            "JdbcTemplate",
            "JsonIgnore",
            "JsonNode",
            "JsonRawValue",
            "JsonValue",
            "MimeHeaders",
            "NotifyBuilder",
            "ObjectMapper",
            "OpenAPI",
            "OpenID",
            "OutOfMemoryError",
            "PostgreSQL",
            "ProducerTemplate",
            "RoutesOnly",
            "SameSite",
            "SqlHelper",
            "SqlProducer",
            "WooCommerce");

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

    /** In code spans of pages, and in comments and notes of routes, statements, the settings and the API's description. */
    @Test
    void namedClassesExist() {
        Set<String> types = Stream.of("src/main/java", "src/test/java")
                .flatMap(root -> SourceTree.files(Path.of(root), ".java").stream())
                .flatMap(file -> found(TYPE, SourceTree.text(file)))
                .collect(Collectors.toSet());
        List<String> named = Stream.concat(pages().stream(), commentedFiles())
                .flatMap(file -> prose(file)
                        .flatMap(text -> CLASS_NAME.matcher(text).results())
                        .map(MatchResult::group)
                        .filter(name -> !NO_CLASSES.contains(name))
                        .distinct()
                        .map(name -> file + ": " + name))
                .toList();

        assertThat(named).hasSizeGreaterThan(200);
        assertThat(named)
                .filteredOn(name -> !types.contains(name.substring(name.indexOf(": ") + 2)))
                .as("classes that are named and do not exist")
                .isEmpty();
    }

    private static Stream<Path> commentedFiles() {
        return Stream.of(
                        SourceTree.files(SourceTree.ROUTES, ".yaml"),
                        SourceTree.files(Path.of("src/main/resources/openapi"), ".yaml"),
                        SourceTree.files(SourceTree.SQL, ".sql"),
                        List.of(Path.of("src/main/resources/application.yml")))
                .flatMap(List::stream);
    }

    /** What a file says to its readers about the code. The change log also names what was. */
    private static Stream<String> prose(Path file) {
        String text = SourceTree.text(file);
        String name = file.getFileName().toString();
        if (name.equals("CHANGELOG.md")) {
            return Stream.empty();
        }
        if (name.endsWith(".md")) {
            return found(CODE_SPAN, FENCE.matcher(text).replaceAll(""));
        }
        if (name.endsWith(".sql")) {
            return found(SQL_COMMENT, text);
        }
        Stream<String> notes = file.startsWith(SourceTree.ROUTES)
                ? RouteFile.parse(text).findValuesAsText("note").stream()
                : Stream.empty();
        return Stream.concat(notes, found(YAML_COMMENT, text));
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
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
