package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.caravan.CaravanApplication;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.util.List;

/**
 * Caravan's classes, read once for all tests that look at them: it takes seconds. They are large, so the memory is free again for the
 * tests that follow.
 *
 * @param mainAndTest with the classes of the tests
 */
record Imported(JavaClasses main, JavaClasses mainAndTest) {

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
            JavaClasses mainAndTest = new ClassFileImporter()
                    .importUrls(List.of(folderOf(CaravanApplication.class), folderOf(Imported.class)));
            imported = new Imported(mainAndTest.that(describe("are no tests", type -> !isOfTests(type))), mainAndTest);
            last = new SoftReference<>(imported);
        }
        return imported;
    }

    /** Of the build that runs; only the folders, as all jars would be read for a package. */
    private static URL folderOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    static boolean isOfTests(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }
}
