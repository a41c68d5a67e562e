package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.AntPathMatcher;

class RouteConventionsTest {

    private static final Path BAD = Path.of("src/test/resources/routes-bad");
    private static final List<String> FAULTS = RouteConventions.faults(BAD.resolve("routes"), BAD.resolve("java"));

    @Test
    void everyRouteKeepsTheConventions() {
        assertThat(RouteConventions.faults(SourceTree.ROUTES, SourceTree.MAIN_JAVA))
                .isEmpty();
    }

    @Test
    void routesAreThere() {
        RouteFacts facts = RouteFacts.of(RouteFile.below(SourceTree.ROUTES));

        assertThat(facts.routes).isNotEmpty();
        assertThat(facts.routes).anyMatch(route -> route.from().startsWith("scheduler:"));
        assertThat(facts.steps).isNotEmpty();
        assertThat(facts.restTargets).isNotEmpty();
    }

    @Test
    void everyFileOfRoutesIsLoaded() {
        String pattern = RouteFile.parse(SourceTree.text(Settings.FILE))
                .at("/camel/main/routes-include-pattern")
                .asText();

        assertThat(RouteFile.below(SourceTree.ROUTES))
                .isNotEmpty()
                .allMatch(file -> new AntPathMatcher().match(pattern, "classpath:routes/" + file.path()));
    }

    /** A check that cannot fail is no check: each rule finds its fault in the files that are wrong on purpose. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cellar/misplaced.camel.yaml: lies elsewhere than in <room>/<flow>.camel.yaml",
                "sync/bad-flow.camel.yaml: has a comment, which visual editors drop: write a note",
                "sync/bad-flow.camel.yaml: starts with from, not with a route",
                "sync/bad-flow.camel.yaml: route has no kebab-case id: 'Push Everything'",
                "sync/bad-flow.camel.yaml: route Push Everything has no description",
                "sync/bad-flow.camel.yaml: get has no kebab-case id: ''",
                "sync/bad-flow.camel.yaml: routeTemplate store-worker has no description",
                "sync/bad-flow.camel.yaml: the description of route show-claimed is no sentence",
                "sync/bad-flow.camel.yaml: route push-one starts from direct:push-other: id and endpoint differ",
                "sync/bad-flow.camel.yaml: id read-row is given twice",
                "sync/bad-flow.camel.yaml: step to has no kebab-case id: ''",
                "sync/bad-flow.camel.yaml: step choice has no kebab-case id: ''",
                "sync/bad-flow.camel.yaml: step log has no kebab-case id: ''",
                "sync/bad-flow.camel.yaml: nothing starts from direct:nowhere",
                "sync/bad-flow.camel.yaml: nothing starts from seda:nobody",
                "sync/bad-flow.camel.yaml: nothing starts from direct:lost-letters",
                "Java: nothing starts from direct:never-made",
                "sync/bad-flow.camel.yaml: direct:push-other dangles: nothing calls it",
                "sync/bad-flow.camel.yaml: direct:show-rows belongs to two REST verbs",
                "sync/bad-flow.camel.yaml: direct:show-rows belongs to a REST verb: it cannot be called",
                "sync/bad-flow.camel.yaml: get  names no role; give it security: [{key: role, scopes: viewer}], operator or admin",
                "sync/bad-flow.camel.yaml: post rest-find-rows changes something: not for viewers",
                "sync/bad-flow.camel.yaml: route show-rows lacks routeConfigurationId rest-api",
                "sync/bad-flow.camel.yaml: route look-at-rows lacks routeConfigurationId background-work",
                "sync/bad-flow.camel.yaml: route look-at-rows starts from a timer, which stands still while the clock is set"
                        + " back: take a scheduler",
                "sync/bad-flow.camel.yaml: route prune-rows is greedy, and would begin again at once after a failure",
                "sync/bad-flow.camel.yaml: route push-one is in the group '', not in one of [deliver, inbound]",
                "sync/bad-flow.camel.yaml: route store-worker is in the group 'rest', not in one of [deliver, inbound]",
                "sync/bad-flow.camel.yaml: route show-claimed is in the group 'deliver', not in one of [rest]",
                "sync/bad-flow.camel.yaml: route prune-rows is in the group 'deliver', not in one of [background]",
                "sync/bad-flow.camel.yaml: route show-claimed has an sql step, and its message comes from outside",
                "sync/bad-flow.camel.yaml: route show-claimed has an sql step, and does not begin with removeHeaders of all but CamelRedeliver*",
                "sync/bad-flow.camel.yaml: step reply-what-is-claimed answers what no marshal step has written",
                "all files: more than 3 headers of our own: [attempt, batch, reason, tenant]",
            })
    void findsWhatIsWrong(String fault) {
        assertThat(FAULTS).contains(fault);
    }

    @Test
    void findsALongExpression() {
        assertThat(FAULTS).anyMatch(fault -> fault.contains("long Simple expression, better a bean: ${body.size}"));
    }

    @Test
    void leavesAloneWhatIsRight() {
        assertThat(FAULTS)
                .noneMatch(fault -> fault.contains("seda:store-"))
                .noneMatch(fault -> fault.contains("direct:called-from-java"))
                .noneMatch(fault -> fault.contains("direct:made-in-java"))
                .noneMatch(fault -> fault.contains("settle-rows"))
                .noneMatch(fault -> fault.contains("reply-what-is-written"))
                .noneMatch(fault -> fault.contains("watch-rows"));
    }
}
