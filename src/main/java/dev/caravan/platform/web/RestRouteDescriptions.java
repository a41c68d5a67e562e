package dev.caravan.platform.web;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives the routes of REST operations a description, for Hawtio. Camel moves the direct route of an operation into a route of its own
 * and takes id and group along, but not the description.
 */
@Component
class RestRouteDescriptions extends ModelLifecycleStrategySupport {

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        String from = route.getInput().getEndpointUri();
        if (from.startsWith("rest:") && route.getDescription() == null) {
            route.setDescription(ofOperation(route.getRestDefinition(), "direct:" + route.getRouteId()));
        }
    }

    private static @Nullable String ofOperation(@Nullable RestDefinition rest, String target) {
        return rest == null
                ? null
                : rest.getVerbs().stream()
                        .filter(verb -> verb.getTo().getEndpointUri().equals(target))
                        .findFirst()
                        .map(VerbDefinition::getDescription)
                        .orElse(null);
    }
}
