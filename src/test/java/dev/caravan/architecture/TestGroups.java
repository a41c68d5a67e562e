package dev.caravan.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.caravan.testing.SlowTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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

    private final JavaClasses classes;

    TestGroups(JavaClasses mainAndTest) {
        this.classes = mainAndTest;
    }

    /** Names of the test classes that start it, by themselves or by what they use of the test sources. */
    Set<String> starting() {
        return names(unitTests().filter(this::starts));
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

    private boolean starts(JavaClass test) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        classes.stream()
                .filter(type -> type.equals(test) || type.getName().startsWith(test.getName() + "$"))
                .forEach(open::add);
        while (!open.isEmpty()) {
            JavaClass type = open.remove();
            if (!seen.add(type)) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (STARTER.matcher(target.getName()).matches()) {
                    return true;
                }
                if (Imported.isOfTests(target)) {
                    open.add(target);
                }
            }
        }
        return false;
    }

    private static boolean isTagged(Class<?> test) {
        return AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream()
                .anyMatch(tag -> tag.value().equals(SlowTest.TAG));
    }
}
