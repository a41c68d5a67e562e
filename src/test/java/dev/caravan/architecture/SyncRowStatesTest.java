package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Lane;
import dev.caravan.sync.batch.Settlement;
import dev.caravan.sync.matrix.CellStatus;
import dev.caravan.testing.DescribedApi;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md says about the states of a sync row is said in the words of the code, and in all of them. */
class SyncRowStatesTest {

    private static final Pattern SECTION = Pattern.compile("(?s)\n## State of a sync row\n(.*?)\n## ");
    private static final Pattern DIAGRAM = Pattern.compile("(?s)```mermaid\n(.*?)```");
    private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\S+) --> ([^:\\s]+): (.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w-]*");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

    private static final Pattern NAMED_QUERY = Pattern.compile("\\b([a-z_]+) AS (?:MATERIALIZED )?\\(");
    private static final Pattern SYNC_STATUS = Pattern.compile("(?:THEN|ELSE) '(\\w+)'");

    private static final String NO_STATE = "[*]";
    private static final String NO_ROW = "(no row)";

    private final String section = only(SECTION, SourceTree.text(Path.of("ARCHITECTURE.md")));
    private final String diagram = only(DIAGRAM, section);
    /** The lines of the table, without its head; of each the cells. */
    private final List<List<String>> table = section.lines()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .map(line ->
                    Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
            .toList();

    private static final int STATE = 0;
    private static final int WRITTEN_BY = 2;
    private static final int SYNC_STATUS_WORDS = 3;
    private static final int CELL_STATUS = 4;

    @Test
    void statesOfTheDiagramAndOfTheTableAreTheSameAndWordsOfTheCode() {
        Set<String> drawn = ARROW.matcher(diagram)
                .results()
                .flatMap(arrow -> Stream.of(arrow.group(1), arrow.group(2)))
                .filter(state -> !state.equals(NO_STATE))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> listed = table.stream().map(row -> row.get(STATE)).toList();

        assertThat(listed).containsOnlyOnce(NO_ROW).doesNotHaveDuplicates();
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().filter(state -> !state.equals(NO_ROW)).toList());
        assertThat(Tables.columns("woocommerce_product_sync")).contains("wanted", "lease_token");
        assertThat(drawn).isSubsetOf(union(syncStatuses(), Tables.columns("woocommerce_product_sync"), namedQueries()));
    }

    @Test
    void everyStatusAndResultHasItsState() {
        assertThat(constants(diagram)).isEqualTo(names(Settlement.Result.values()));
        assertThat(constants(column(WRITTEN_BY))).isEqualTo(names(Settlement.Result.values()));
        assertThat(constants(column(CELL_STATUS))).isEqualTo(names(CellStatus.values()));
        assertThat(CODE.matcher(column(SYNC_STATUS_WORDS)).results().map(code -> code.group(1)))
                .contains("dueAt")
                .filteredOn(word -> !word.equals("dueAt"))
                .containsOnlyElementsOf(syncStatuses());
    }

    /** Columns, statements, classes, members, settings: each word that is set as code. */
    @Test
    void everyNameIsOneOfTheCode() {
        Set<String> members = new TreeSet<>();
        DescribedApi.INSTANCE
                .document()
                .findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(members::add));
        Set<String> known = union(
                Tables.created(),
                Tables.columns("woocommerce_product_sync"),
                Tables.columns("claim"),
                Tables.columns("connection"),
                members,
                syncStatuses(),
                names(Settlement.Result.values()),
                names(CellStatus.values()),
                Settings.defaults().keySet(),
                fileNames(SourceTree.SQL.resolve("sync"), ".sql"),
                fileNames(SourceTree.MAIN_JAVA, ".java"),
                Set.of("Result"),
                Arrays.stream(Lane.values()).map(Lane::code).collect(Collectors.toSet()),
                Arrays.stream(ClaimedRow.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet()));

        assertThat(CODE.matcher(DIAGRAM.matcher(section).replaceAll("")).results())
                .flatMap(code -> WORD.matcher(code.group(1))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .hasSizeGreaterThan(50)
                .isSubsetOf(known);
    }

    private String column(int number) {
        return table.stream()
                .map(row -> row.size() > number ? row.get(number) : "")
                .collect(Collectors.joining("\n"));
    }

    /** As the statement writes them that reads sync rows for the API. */
    private static Set<String> syncStatuses() {
        return SYNC_STATUS
                .matcher(SourceTree.text(SourceTree.SQL.resolve("sync/list-sync-rows.sql")))
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names that statements give to rows they work on: {@code claimed AS (…)}. */
    private static Set<String> namedQueries() {
        return SourceTree.files(SourceTree.SQL.resolve("sync"), ".sql").stream()
                .flatMap(file -> NAMED_QUERY.matcher(SourceTree.text(file)).results())
                .map(query -> query.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> constants(String text) {
        return CONSTANT.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(name -> !Settings.defaults().containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fileNames(Path folder, String suffix) {
        return SourceTree.files(folder, suffix).stream()
                .map(file -> file.getFileName().toString().replace(suffix, ""))
                .collect(Collectors.toSet());
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String only(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertThat(match.find()).as(pattern.pattern()).isTrue();
        return match.group(1);
    }
}
