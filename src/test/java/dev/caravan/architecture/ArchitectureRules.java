package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Controller;

/** The arrows between the rooms, and the habits that a compiler does not hold. */
class ArchitectureRules {

    private static final int LONGEST_FILE = 250;

    static Stream<Arguments> rooms() {
        return Rooms.MAY_USE.entrySet().stream().map(room -> arguments(room.getKey(), room.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomUsesOnlyTheRoomsItMay(String room, Set<String> others) {
        String[] allowed = Stream.concat(Stream.of(room), others.stream())
                .map(ArchitectureRules::packageOf)
                .toArray(String[]::new);

        holds(noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.caravan..").and(resideOutsideOfPackages(allowed)))
                .allowEmptyShould(true));
    }

    static Stream<Arguments> roomsWithin() {
        return Rooms.WITHIN.entrySet().stream()
                .flatMap(room -> room.getValue().entrySet().stream()
                        .map(inner -> arguments(room.getKey(), inner.getKey(), inner.getValue(), room.getValue())));
    }

    @ParameterizedTest
    @MethodSource("roomsWithin")
    void roomWithinARoomUsesOnlyTheOthersItMay(
            String room, String inner, Set<String> others, Map<String, Set<String>> all) {
        String[] forbidden = all.keySet().stream()
                .filter(other -> !other.equals(inner) && !others.contains(other))
                .map(other -> packageOf(room + "." + other))
                .toArray(String[]::new);

        holds(noClasses()
                .that()
                .resideInAPackage(packageOf(room + "." + inner))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    static Stream<Arguments> dividedRooms() {
        return Rooms.WITHIN.entrySet().stream()
                .map(room -> arguments(room.getKey(), room.getValue().keySet()));
    }

    @ParameterizedTest
    @MethodSource("dividedRooms")
    void dividedRoomHasTheRoomsOfThePlan(String room, Set<String> within) {
        String prefix = "dev.caravan." + room + ".";
        Set<String> packages = Imported.ofMain().stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(within);
    }

    /** The words that all rooms within use: were they to use one of these, all would hang on it. */
    @ParameterizedTest
    @MethodSource("dividedRooms")
    void rootOfADividedRoomUsesNoRoomWithin(String room, Set<String> within) {
        holds(noClasses()
                .that()
                .resideInAPackage("dev.caravan." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within.stream()
                        .map(inner -> packageOf(room + "." + inner))
                        .toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("dividedRooms")
    void otherRoomsEnterADividedRoomByItsDoors(String room, Set<String> within) {
        String[] closed = within.stream()
                .filter(inner -> !Rooms.OPEN.getOrDefault(room, Set.of()).contains(inner))
                .map(inner -> packageOf(room + "." + inner))
                .toArray(String[]::new);

        holds(noClasses()
                .that()
                .resideOutsideOfPackages(packageOf(room), "dev.caravan") // the program itself is no room
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(closed));
    }

    /** Whoever reads one of two files that know each other must read both. */
    @Test
    void filesFormNoCycle() {
        holds(slices().assignedFrom(new FilesOf("dev.caravan..")).should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsARoom() {
        Set<String> packages = Imported.ofMain().stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("dev.caravan"))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().isSubsetOf(Rooms.MAY_USE.keySet());
    }

    @Test
    void roomsFormNoCycle() {
        holds(slices().matching("dev.caravan.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theCatalogueAndTheSyncKnowNothingOfServlets() {
        holds(noClasses()
                .that(resideInAnyPackage(
                        packageOf("catalog"),
                        packageOf("store"),
                        packageOf("sync"),
                        packageOf("woocommerce"),
                        packageOf("inbound")))
                .and()
                .areNotMetaAnnotatedWith(Controller.class) // serves the files that stores download
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "javax.servlet..")
                .allowEmptyShould(true));
    }

    @Test
    void onlyTheStartMessageWritesToTheConsole() {
        holds(noClasses()
                .that()
                .doNotHaveSimpleName("StartMessage")
                .and()
                .doNotHaveSimpleName("SandboxMain") // a program of its own
                .and()
                .doNotHaveSimpleName("ResetPassword") // a command
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
    }

    @Test
    void logsThroughSlf4j() {
        holds(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void injectsThroughConstructors() {
        holds(GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
    }

    @Test
    void nobodySleeps() {
        ArchRule rule = noClasses()
                .should()
                .callMethodWhere(describe("it sleeps", ArchitectureRules::sleeps))
                .because("a program waits on a clock or an event, and a test with Awaitility or NotifyBuilder");

        rule.check(Imported.ofMainAndTest());
    }

    /** {@code ./mvnw -Pquick verify} leaves out what is tagged: a slow test without the tag would creep into it, unseen. */
    @Test
    void testsThatStartSpringOrADatabaseSaySo() {
        TestGroups groups = new TestGroups(Imported.ofMainAndTest());
        Set<String> missing = groups.starting();
        Set<String> needless = groups.tagged();
        missing.removeAll(groups.tagged());
        needless.removeAll(groups.starting());

        assertThat(missing).as("start Spring or a database without @SlowTest").isEmpty();
        assertThat(needless).as("are @SlowTest and start neither").isEmpty();
        assertThat(groups.tagged()).hasSizeGreaterThan(50);
    }

    @Test
    void filesStaySmall() {
        assertThat(SourceTree.files(SourceTree.MAIN_JAVA, ".java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(SourceTree.text(file).lines().count())
                        .as("lines of %s", file)
                        .isLessThanOrEqualTo(LONGEST_FILE));
    }

    private static void holds(ArchRule rule) {
        rule.check(Imported.ofMain());
    }

    private static boolean sleeps(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return call.getName().equals("sleep")
                && (owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
    }

    /** One slice a file: a class with all that is nested in it. */
    private record FilesOf(String packages) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return resideInAPackage(packages).test(one)
                    ? SliceIdentifier.of(one.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "files of " + packages;
        }
    }

    private static String packageOf(String room) {
        return "dev.caravan." + room + "..";
    }
}
