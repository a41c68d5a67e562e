package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names every line of the standard once, and only tests, classes, files and settings that exist. */
class SecurityPageTest {

    private static final String PAGE = SourceTree.text(Path.of("docs/security.md"));
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| (V\\d+\\.\\d+\\.\\d+) \\| (L[12]) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\| (V\\d[V\\d., ]+) \\| ([^|]+) \\|$");
    private static final Pattern ATTACK = Pattern.compile("(?m)^\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern SEEN = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+`[^|]*) \\| ([^|]+) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT|Rules(?=#)))(?:#(\\w+))?");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w+");
    private static final Pattern FILE = Pattern.compile("[\\w./-]+\\.(?:sql|yaml|yml|md|sh|xml|txt)|Dockerfile");
    private static final Pattern SETTING = Pattern.compile("CARAVAN_\\w+");
    private static final Pattern COUNTS =
            Pattern.compile("(\\d+) are met, (\\d+) are left to the operator, (\\d+) are not met, (\\d+) do not apply");
    private static final String OPERATOR = "Operator:";
    private static final String NOT_MET = "Not met:";
    private static final String NOT_CLOSED = "Not closed yet";
    private static final String NO_TEST = "–";

    @Test
    void everyLineOfLevelTwoStandsOnThePageOnce() {
        List<String> named = new ArrayList<>(lines().map(line -> line.group(1)).toList());
        LEFT_OUT.matcher(PAGE)
                .results()
                .forEach(row -> named.addAll(List.of(row.group(1).split(", "))));

        assertThat(named).containsExactlyInAnyOrderElementsOf(standard().keySet());
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.group(2))
                        .as(line.group(1))
                        .isEqualTo(standard().get(line.group(1))));
    }

    @Test
    void onlyWhatATestShowsCountsAsMet() {
        assertThat(lines()).allSatisfy(line -> {
            boolean claimed =
                    !line.group(4).startsWith(OPERATOR) && !line.group(4).startsWith(NOT_MET);
            assertThat(!line.group(5).equals(NO_TEST)
                            && TEST.matcher(line.group(5)).find())
                    .as("%s names a test, or who has to do it, or that it is not met", line.group(1))
                    .isEqualTo(claimed || !line.group(5).equals(NO_TEST));
        });
    }

    @Test
    void theCountsAreTrue() {
        MatchResult counts = COUNTS.matcher(PAGE).results().findFirst().orElseThrow();
        long operator =
                lines().filter(line -> line.group(4).startsWith(OPERATOR)).count();
        long notMet = lines().filter(line -> line.group(4).startsWith(NOT_MET)).count();
        long all = lines().count();

        assertThat(List.of(counts.group(1), counts.group(2), counts.group(3), counts.group(4)))
                .containsExactly(
                        Long.toString(all - operator - notMet),
                        Long.toString(operator),
                        Long.toString(notMet),
                        Long.toString(standard().size() - all));
    }

    @Test
    void everyAttackHasItsTest() {
        List<MatchResult> attacks = ATTACK.matcher(PAGE).results().toList();

        assertThat(attacks)
                .extracting(attack -> attack.group(1))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 13).mapToObj(Integer::toString).toList());
        assertThat(attacks).allSatisfy(attack -> {
            if (!attack.group(3).equals(NOT_CLOSED)) {
                assertThat(attack.group(4)).containsPattern(TEST);
            }
        });
    }

    @Test
    void aChangeIsMeasuredByThisPage() {
        String contributing = SourceTree.text(Path.of("CONTRIBUTING.md"));

        assertThat(contributing.substring(contributing.indexOf("## Security of a change")))
                .contains("**Before you build.**", "**While you build.**", "**Tests.**", "**Review.**", "**Release.**")
                .contains("docs/security.md", "docs/dependencies.md", "SECURITY.md");
    }

    @Test
    void theTestsThatAreNamedExist() {
        Map<String, String> tests = sources(Path.of("src/test/java"));
        List<String> missing = code().filter(name -> TEST.matcher(name).matches())
                .filter(name -> {
                    String[] parts = name.split("#");
                    String source = tests.getOrDefault(parts[0], "");
                    return source.isEmpty() || (parts.length > 1 && !source.contains("void " + parts[1] + "("));
                })
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void theClassesThatAreNamedExist() {
        Set<String> known = new HashSet<>(sources(Path.of("src/main/java")).keySet());
        known.addAll(sources(Path.of("src/test/java")).keySet());

        assertThat(code().filter(name -> CLASS.matcher(name).matches() && !known.contains(name)))
                .isEmpty();
    }

    @Test
    void theFilesAndSettingsThatAreNamedExist() {
        assertThat(code().filter(name -> SETTING.matcher(name).matches()))
                .isNotEmpty()
                .isSubsetOf(Settings.defaults().keySet());
        assertThat(code().filter(name -> FILE.matcher(name).matches()))
                .isNotEmpty()
                .allMatch(name -> Files.exists(Path.of(name))
                        || Files.exists(Path.of("src/main/resources").resolve(name)));
    }

    private static Stream<MatchResult> lines() {
        return LINE.matcher(PAGE).results();
    }

    /** Each row names the line that was switched off and the test that failed then. */
    private static Stream<MatchResult> seenToFail() {
        int start = PAGE.indexOf("### Tests seen to fail");
        return SEEN.matcher(PAGE.substring(start, PAGE.indexOf("\n## ", start))).results();
    }

    @Test
    void everyTestThatWasSeenToFailIsNamed() {
        assertThat(seenToFail())
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row.group(3)).containsPattern(TEST));
    }

    /** What stands in backticks in the rows of tables; elsewhere these are commands and names of others. */
    private static Stream<String> code() {
        return Stream.of(
                        lines().flatMap(line -> Stream.of(line.group(4), line.group(5))),
                        ATTACK.matcher(PAGE).results().flatMap(attack -> Stream.of(attack.group(3), attack.group(4))),
                        seenToFail().map(row -> row.group(3)))
                .flatMap(cells -> cells)
                .flatMap(cell -> CODE.matcher(cell).results())
                .map(match -> match.group(1));
    }

    private static Map<String, String> standard() {
        return SourceTree.text(Path.of("src/test/resources/asvs-4.0.3-level-2.txt"))
                .lines()
                .filter(line -> line.startsWith("V"))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> one, TreeMap::new));
    }

    /** Source text by the name of the class. */
    private static Map<String, String> sources(Path root) {
        Map<String, String> sources = new HashMap<>();
        SourceTree.files(root, ".java")
                .forEach(
                        file -> sources.put(file.getFileName().toString().replace(".java", ""), SourceTree.text(file)));
        return sources;
    }
}
