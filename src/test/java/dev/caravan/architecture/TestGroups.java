package dev.caravan.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.caravan.testing.SlowTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which unit tests start Spring or a database: these, or the helpers that they use, name one of the starters. */
final class TestGroups {

    /** What starts Spring or a PostgreSQL, wherever it is named. */
    private static final Pattern STARTER =
            Pattern.compile("io\\.zonky\\.test\\.db\\.postgres\\.embedded\\.EmbeddedPostgres"
                    + "|dev\\.caravan\\.platform\\.database\\.EmbeddedDatabase"
                    + "|org\\.springframework\\.boot\\.SpringApplication|.*\\.SpringApplicationBuilder"
                    + "|.*\\.SpringBootTest|.*\\.SpringExtension|.*\\.[A-Za-z]*ApplicationContextRunner"
                    + "|org\\.springframework\\.context\\..*ApplicationContext");

    private static final Pattern NESTED = Pattern.compile("\\$.*");

    private final JavaClasses classes;

    TestGroups(JavaClasses mainAndTest) {
        this.classes = mainAndTest;
    }

    /** Names of the test classes that start it, by themselves or by the files of the test sources that they use. */
    Set<String> starting() {
        Map<String, Set<String>> users = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        classes.stream().filter(Imported::isOfTests).forEach(type -> {
            String file = fileOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (STARTER.matcher(target.getName()).matches()) {
                    open.add(file);
                } else if (Imported.isOfTests(target)) {
                    users.computeIfAbsent(fileOf(target), used -> new HashSet<>())
                            .add(file);
                }
            }
        });
        Set<String> starting = new HashSet<>();
        while (!open.isEmpty()) {
            String file = open.remove();
            if (starting.add(file)) {
                open.addAll(users.getOrDefault(file, Set.of()));
            }
        }
        return names(unitTests().filter(test -> starting.contains(test.getName())));
    }

    /** Names of the test classes that say so. */
    Set<String> tagged() {
        return names(unitTests().filter(test -> isTagged(test.reflect())));
    }

    private static Set<String> names(Stream<JavaClass> tests) {
        TreeSet<String> names = new TreeSet<>();
        tests.forEach(test -> names.add(test.getName()));
        return names;
    }

    /** As Surefire finds them. */
    private Stream<JavaClass> unitTests() {
        return classes.stream()
                .filter(Imported::isOfTests)
                .filter(type -> type.isTopLevelClass() && type.getSimpleName().endsWith("Test"))
                .filter(type ->
                        !type.isAnnotation() && !type.getModifiers().toString().contains("ABSTRACT"));
    }

    /** The name of its outermost class, which is that of the file. */
    private static String fileOf(JavaClass type) {
        return NESTED.matcher(type.getName()).replaceFirst("");
    }

    private static boolean isTagged(Class<?> test) {
        return AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream()
                .anyMatch(tag -> tag.value().equals(SlowTest.TAG));
    }
}
