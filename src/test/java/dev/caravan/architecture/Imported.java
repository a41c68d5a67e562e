package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.ref.SoftReference;
import java.nio.file.Path;

/**
 * Caravan's classes, read once for all tests that look at them: it takes seconds. They are large, so the memory is free again for the
 * tests that follow.
 *
 * @param mainAndTest with the classes of the tests
 */
record Imported(JavaClasses main, JavaClasses mainAndTest) {

    private static final Path MAIN = Path.of("target/classes/dev/caravan");
    private static final Path TEST = Path.of("target/test-classes/dev/caravan");

    private static SoftReference<Imported> last = new SoftReference<>(null);

    static JavaClasses ofMain() {
        return all().main;
    }

    static JavaClasses ofMainAndTest() {
        return all().mainAndTest;
    }

    private static synchronized Imported all() {
        Imported imported = last.get();
        if (imported == null) {
            JavaClasses mainAndTest = new ClassFileImporter().importPaths(MAIN, TEST);
            imported = new Imported(mainAndTest.that(describe("are no tests", type -> !isOfTests(type))), mainAndTest);
            last = new SoftReference<>(imported);
        }
        return imported;
    }

    static boolean isOfTests(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }
}
