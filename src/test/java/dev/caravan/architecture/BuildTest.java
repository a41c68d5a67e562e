package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SlowTest;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Which tests are run by which command. */
class BuildTest {

    private static final String POM = SourceTree.text(Path.of("pom.xml"));
    private static final Pattern RECIPE = Pattern.compile("(?m)^([a-z]+)(?: \\*args)?:\\n((?: {4}.*\\n)+)");
    private static final Pattern BEYOND_PLAIN = Pattern.compile(
            "(?m)^import (dev\\.caravan\\.platform\\.Sql|org\\.apache\\.camel\\.|org\\.springframework\\.jdbc\\.)");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z-]+)");

    @Test
    void skipTestsSkipsAllOfThem() throws Exception {
        assertThat(of("/project/properties/skipTests")).isEqualTo("false");
        assertThat(of("/project/properties/skipUnitTests")).isEqualTo("${skipTests}");
        assertThat(of("//build/plugins/plugin[artifactId='maven-surefire-plugin']/configuration/skipTests"))
                .isEqualTo("${skipUnitTests}");
        assertThat(of("count(/project/build//skipITs) + count(/project/properties/skipITs)"))
                .as("Failsafe skips with skipTests by itself")
                .isEqualTo("0");
    }

    @Test
    void theQuickProfileLeavesOutTheSlowTestsAndNothingElse() throws Exception {
        String quick = "/project/profiles/profile[id='quick']";

        assertThat(of(quick + "/properties/unit.tests.excluded").split(","))
                .containsExactlyInAnyOrder(of("/project/properties/unit.tests.excluded"), SlowTest.TAG);
        assertThat(of("count(" + quick + "/properties/*[contains(name(), 'skip')])"))
                .as("the packed jar, its bill of materials, its packing")
                .isEqualTo("3");
    }

    @Test
    void mutationTestingLeavesOutWhatUsesTheDatabaseOrCamelAndNothingElse() throws Exception {
        String mutation = "/project/profiles/profile[id='mutation']";
        Set<String> uses = new TreeSet<>();

        for (String classes : of(mutation + "/properties/mutation.classes").split(",")) {
            String room = classes.substring(0, classes.length() - ".*".length()).replace('.', '/');
            for (Path file : SourceTree.files(Path.of("src/main/java", room), ".java")) {
                if (BEYOND_PLAIN.matcher(SourceTree.text(file)).find()) {
                    uses.add(room.replace('/', '.') + "."
                            + file.getFileName().toString().replace(".java", "*"));
                }
            }
        }

        assertThat(of(mutation + "//excludedClasses").split("\\s+")).containsExactlyInAnyOrderElementsOf(uses);
    }

    /** Surefire finds tests by their names, and no rules by theirs. */
    @Test
    void allRulesAreRun() {
        List<String> rules = SourceTree.files(Path.of("src/test/java/dev/caravan/architecture"), "Rules.java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();

        assertThat(Stream.of(ClassRulesTest.class.getDeclaredClasses())
                        .filter(nested -> nested.isAnnotationPresent(Nested.class))
                        .map(nested -> nested.getSuperclass().getSimpleName()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    /** Otherwise a whole build takes for checked what a quick one has compiled. */
    @Test
    void theQuickProfileHasAFolderOfItsOwn() throws Exception {
        assertThat(of("/project/profiles/profile[id='quick']/build/directory"))
                .isNotEqualTo("target")
                .startsWith("target/");
        assertThat(of("/project/build/directory")).as("the usual one").isEmpty();
    }

    /** CI counts tests that were skipped; those of a group that is left out it would not see. */
    @Test
    void ciRunsEveryGroup() {
        assertThat(SourceTree.text(Path.of(".ci/run")))
                .contains("./mvnw -B -ntp verify ||")
                .doesNotContain("-P", "-Dtest", "-Dit.test", "skipTests=");
    }

    @Test
    void everyRecipeIsOneLineOfTheWrapperAndNamesAProfileThatExists() throws Exception {
        List<MatchResult> recipes =
                RECIPE.matcher(SourceTree.text(Path.of("justfile"))).results().toList();
        Set<String> names = new TreeSet<>();

        for (MatchResult recipe : recipes) {
            if (recipe.group(1).equals("default")) {
                continue; // lists the others
            }
            names.add(recipe.group(1));
            assertThat(recipe.group(2).lines()).as(recipe.group(1)).hasSize(1);
            assertThat(recipe.group(2).strip()).startsWith(recipe.group(1).equals("hooks") ? "git " : "./mvnw ");
            for (MatchResult profile :
                    PROFILE.matcher(recipe.group(2)).results().toList()) {
                assertThat(of("/project/profiles/profile[id='" + profile.group(1) + "']/id"))
                        .isEqualTo(profile.group(1));
            }
        }
        assertThat(names).contains("quick", "verify", "format", "run", "figures", "faults", "mutation", "hooks");
    }

    @Test
    void whatIsRunByHandIsExecutable() {
        assertThat(List.of("mvnw", ".ci/run", ".githooks/pre-commit"))
                .allSatisfy(file ->
                        assertThat(Files.isExecutable(Path.of(file))).as(file).isTrue());
    }

    private static String of(String xpath) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(xpath, pom()).strip();
    }

    private static Document pom() throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(POM)));
    }
}
