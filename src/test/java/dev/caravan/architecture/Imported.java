package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.ref.SoftReference;

/**
 * Caravan's classes, read once for all tests that look at them: it takes seconds. They are large, so the memory is free again for the
 * tests that follow.
 */
final class Imported {

    private static SoftReference<JavaClasses> all = new SoftReference<>(null);

    private Imported() {}

    static JavaClasses main() {
        return mainAndTest().that(describe("are no tests", type -> !isOfTests(type)));
    }

    static synchronized JavaClasses mainAndTest() {
        JavaClasses classes = all.get();
        if (classes == null) {
            classes = new ClassFileImporter().importPackages("dev.caravan");
            all = new SoftReference<>(classes);
        }
        return classes;
    }

    static boolean isOfTests(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }
}
