package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Caravan's classes, read once for all tests that look at them: it takes seconds. */
final class Imported {

    static final JavaClasses MAIN_AND_TEST = new ClassFileImporter().importPackages("dev.caravan");

    static final JavaClasses MAIN = MAIN_AND_TEST.that(describe("are no tests", type -> !isOfTests(type)));

    private Imported() {}

    static boolean isOfTests(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }
}
