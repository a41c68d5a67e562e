package dev.caravan.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
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
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> OF_RECORDS = Set.of("equals", "hashCode", "toString");
    private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");
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

    /** So are its methods. What has an annotation, or is named in a route or a page, is called by a library. */
    @Test
    void onlyWhatAnotherPackageCallsIsPublic() {
        Set<String> named = named();

        List<String> needless = Imported.ofMain().stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.isInterface()
                        && !isMadeByReflection(type))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && method.getAnnotations().isEmpty())
                .filter(method -> !isOfItsKind(method) && !isOverriding(method) && !named.contains(method.getName()))
                .filter(method -> !isCalledOutside(method))
                .map(JavaMethod::getFullName)
                .sorted()
                .toList();

        assertThat(needless).isEmpty();
    }

    private static boolean isCalledOutside(JavaMethod method) {
        String room = method.getOwner().getPackageName();
        return Stream.concat(method.getAccessesToSelf().stream(), method.getReferencesToSelf().stream())
                .anyMatch(access -> !access.getOriginOwner().getPackageName().equals(room));
    }

    /** A record has a public method for each member, and an enum its list: they are not written. */
    private static boolean isOfItsKind(JavaMethod method) {
        JavaClass type = method.getOwner();
        return type.isRecord()
                        && (type.tryGetField(method.getName()).isPresent() || OF_RECORDS.contains(method.getName()))
                || type.isEnum() && OF_ENUMS.contains(method.getName());
    }

    private static boolean isOverriding(JavaMethod method) {
        JavaClass type = method.getOwner();
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }

    private static Set<String> named() {
        return Stream.of(".yaml", ".yml", ".html")
                .flatMap(suffix -> SourceTree.files(RESOURCES, suffix).stream())
                .flatMap(file -> WORD.matcher(SourceTree.text(file)).results())
                .map(MatchResult::group)
                .collect(toSet());
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
