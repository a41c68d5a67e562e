package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFilesTest {

    private static final Pattern IN_JAVA = Pattern.compile("\\b(?:statement|text)\\(\\s*\"([a-z]+/[a-z0-9-]+)\"");
    private static final Pattern IN_YAML = Pattern.compile("classpath:sql/([a-z]+/[a-z0-9-]+)\\.sql");
    private static final Pattern NAME =
            Pattern.compile("(" + String.join("|", Rooms.MAY_USE.keySet()) + ")/[a-z]+(-[a-z0-9]+)+\\.sql");
    private static final Pattern NOT_CODE =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private static final Pattern IN_SELECTION = Pattern.compile("\\bIN\\s*\\((?=\\s*SELECT\\b)");

    private static final Pattern PARAMETER_OF_STEP = Pattern.compile(":#[a-zA-Z]+");

    private static final String SOURCES = Stream.concat(
                    SourceTree.files(SourceTree.MAIN_JAVA, ".java").stream(),
                    SourceTree.files(SourceTree.ROUTES, ".yaml").stream())
            .map(SourceTree::text)
            .collect(Collectors.joining("\n"));

    /** Looked for once: to look through all sources for each of the files took a quarter of a minute. */
    private static final Set<String> USED = Pattern.compile("\\b([a-z]+/[a-z0-9-]+)(?:\\.sql|\")")
            .matcher(SOURCES)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    /** Steps {@code sql:} of routes, each with the parameters of its endpoint. */
    private static final List<JsonNode> SQL_STEPS = RouteFile.below(SourceTree.ROUTES).stream()
            .flatMap(file -> file.items().findParents("uri").stream())
            .filter(step -> step.path("uri").asText().startsWith("sql:"))
            .toList();

    static List<Path> statements() {
        return SourceTree.files(SourceTree.SQL, ".sql");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void fileIsOneNamedStatementThatIsUsed(Path file) {
        String name = SourceTree.below(SourceTree.SQL, file);

        assertThat(name).matches(NAME);
        assertThat(count(SourceTree.text(file))).as("statements in %s", name).isEqualTo(1);
        assertThat(USED).contains(name.replace(".sql", ""));
    }

    @Test
    void everyStatementThatIsNamedExists() {
        Set<String> named = Stream.of(IN_JAVA, IN_YAML)
                .flatMap(pattern -> pattern.matcher(SOURCES).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Files.isRegularFile(SourceTree.SQL.resolve(name + ".sql")))
                        .as("sql/%s.sql exists", name)
                        .isTrue());
    }

    /** Without the count Camel asks the database for it at each call; with a wrong one the step fails. */
    @Test
    void aSqlStepSaysHowManyParametersItsStatementHas() {
        assertThat(SQL_STEPS).isNotEmpty().allSatisfy(step -> {
            String sql = SourceTree.text(
                    SourceTree.SQL.resolve(step.path("uri").asText().replace("sql:classpath:sql/", "")));
            assertThat(step.path("parameters").path("parametersCount").asLong())
                    .as(step.path("uri").asText())
                    .isEqualTo(PARAMETER_OF_STEP.matcher(sql).results().count());
        });
    }

    /** Camel reads {@code :#name}, and takes any other # for a parameter too; Java code reads {@code :name}. */
    @ParameterizedTest
    @MethodSource("statements")
    void namesItsParametersForThoseWhoUseIt(Path file) {
        String code = NOT_CODE.matcher(SourceTree.text(file)).replaceAll(SqlFilesTest::placeholder);
        String name = SourceTree.below(SourceTree.SQL, file);

        if (SQL_STEPS.stream().anyMatch(step -> step.path("uri").asText().endsWith("/" + name))) {
            assertThat(code.replaceAll(PARAMETER_OF_STEP.pattern(), ""))
                    .doesNotContain("#")
                    .doesNotContainPattern("(?<!:):[a-zA-Z]");
        } else {
            assertThat(code).doesNotContain(":#");
        }
    }

    /** Where the planner takes a table for empty, it looks for such rows anew for each one that it compares: an array is made once. */
    @ParameterizedTest
    @MethodSource("statements")
    void doesNotCompareWithALimitedSelection(Path file) {
        String code = NOT_CODE.matcher(SourceTree.text(file)).replaceAll(SqlFilesTest::placeholder);

        assertThat(IN_SELECTION.matcher(code).results().map(match -> insideOfParentheses(code, match.end())))
                .allSatisfy(selection -> assertThat(selection).doesNotContainPattern("\\bLIMIT\\b"));
    }

    /** From after an opening one to the one that closes it. */
    private static String insideOfParentheses(String code, int from) {
        int open = 1;
        int at = from;
        while (open > 0) {
            char c = code.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return code.substring(from, at - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 | 1",
                "SELECT ';' -- a; b | 1",
                "SELECT 1; SELECT 2 | 2",
                "SELECT $x$ a; b $x$; /* c; */ SELECT 2; | 2",
                "-- only words; here | 0",
            })
    void countsStatements(String sql, int expected) {
        assertThat(count(sql)).isEqualTo(expected);
    }

    private static long count(String sql) {
        String code = NOT_CODE.matcher(sql).replaceAll(SqlFilesTest::placeholder);
        return Stream.of(code.split(";")).filter(part -> !part.isBlank()).count();
    }

    private static String placeholder(MatchResult match) {
        return match.group().startsWith("-") || match.group().startsWith("/") ? " " : "?";
    }
}
