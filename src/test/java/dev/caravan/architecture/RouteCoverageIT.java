package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.caravan.architecture.RouteFacts.Step;
import dev.caravan.testing.RouteCoverage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comes after all unit tests, and says which steps of routes no one of them ran. */
class RouteCoverageIT {

    /** With these, Maven runs some of the unit tests only, or none. */
    private static final List<String> SELECTIONS = List.of(
            "test", "groups", "excludedGroups", "skipUnitTests", "surefire.includesFile", "surefire.excludesFile");

    private static final Set<String> RAN = SourceTree.files(RouteCoverage.FOLDER, ".txt").stream()
            .flatMap(file -> SourceTree.text(file).lines())
            .collect(Collectors.toSet());

    @Test
    void everyStepOfEveryRouteRunsInSomeTest() {
        assumeThat(SELECTIONS).as("selections of unit tests").allMatch(name -> System.getProperty(name) == null);
        List<Step> steps = RouteFacts.of(RouteFile.below(SourceTree.ROUTES)).steps.stream()
                .filter(step -> !step.kind().equals("doTry")) // Camel calls the steps in it, not the step itself
                .toList();

        assertThat(steps).hasSizeGreaterThan(200);
        assertThat(steps.stream().filter(step -> !RAN.contains(step.id())))
                .as("steps that ran in no unit test; %d of %d ran", ran(steps).count(), steps.size())
                .isEmpty();
    }

    private static Stream<Step> ran(List<Step> steps) {
        return steps.stream().filter(step -> RAN.contains(step.id()));
    }
}
