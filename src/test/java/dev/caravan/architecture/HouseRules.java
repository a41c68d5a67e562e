package dev.caravan.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each package says what it is for, and shows only what another one uses. */
class HouseRules {

    private static final Pattern SAYS = Pattern.compile("(?s)^/\\*\\*(.*?)\\*/\\s*@NullMarked\\s*package ");
    private static final Pattern MORE_TO_COME = Pattern.compile("\\.\\s+\\p{Lu}");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(dev\\.caravan\\.[a-z.]+\\.[A-Z]\\w*)");
    private static final int LONGEST_SENTENCE = 160;
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void everyPackageSaysInOneSentenceWhatItIsFor() {
        Set<Path> folders = SourceTree.files(SourceTree.MAIN_JAVA, ".java").stream()
                .map(Path::getParent)
                .collect(toSet());

        assertThat(folders).hasSizeGreaterThan(20).allSatisfy(folder -> {
            Path file = folder.resolve("package-info.java");
            assertThat(file).exists();
            Matcher says = SAYS.matcher(SourceTree.text(file));
            assertThat(says.find()).as("%s says something", file).isTrue();
            String text = says.group(1).replaceAll("\\s*\\n \\*", "").strip();
            assertThat(text)
                    .as(file.toString())
                    .endsWith(".")
                    .doesNotContainPattern(MORE_TO_COME)
                    .hasSizeLessThanOrEqualTo(LONGEST_SENTENCE);
        });
    }

    /** A public type may get users in other packages: one without need makes its package harder to change. */
    @Test
    void onlyWhatAnotherPackageUsesIsPublic() {
        String configured = configured();
        Set<String> imported = imported();

        List<String> needless = Imported.ofMain().stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !isUsedOutside(type) && !imported.contains(type.getName()))
                .filter(type -> !isShownByAnother(type))
                .filter(type -> !isMadeByReflection(type) && !configured.contains(type.getName()))
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(needless).isEmpty();
    }

    /** Tests of other packages count: they stand for a user. */
    private static boolean isUsedOutside(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(dependency ->
                        !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    /** The compiler copies a constant: only the import shows who uses it. */
    private static Set<String> imported() {
        return Stream.of(SourceTree.MAIN_JAVA, Path.of("src/test/java"))
                .flatMap(root -> SourceTree.files(root, ".java").stream())
                .flatMap(file -> IMPORT.matcher(SourceTree.text(file)).results())
                .map(found -> found.group(1))
                .collect(toSet());
    }

    /** A member that others may call takes or gives it: they use it without a word. */
    private static boolean isShownByAnother(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> !other.equals(type) && other.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(other -> other.getCodeUnits().stream())
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(HouseRules::typesOf)
                .anyMatch(shown -> shown.getAllInvolvedRawTypes().contains(type));
    }

    private static Stream<JavaType> typesOf(JavaCodeUnit member) {
        return Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream());
    }

    /** Programs are started by name, and Tomcat makes its parts from their class. */
    private static boolean isMadeByReflection(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent()
                || type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith("org.apache.coyote.")
                                || parent.getPackageName().startsWith("org.apache.catalina."))
                        .isPresent();
    }

    /** Where Spring and Logback find names of classes. */
    private static String configured() {
        return Stream.of(".factories", ".imports", ".xml")
                .flatMap(suffix -> SourceTree.files(RESOURCES, suffix).stream())
                .map(SourceTree::text)
                .collect(Collectors.joining("\n"));
    }
}
