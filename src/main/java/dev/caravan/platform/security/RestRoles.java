package dev.caravan.platform.security;

import dev.caravan.platform.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.springframework.stereotype.Component;

/**
 * The role that each REST route needs, read from the {@code security} of its verb: {@code [{key: role, scopes: operator}]}. A
 * route whose verb names no role refuses every caller.
 */
@Component
public class RestRoles {

    /** The key of the security requirement. */
    private static final String KEY = "role";

    private static final String DIRECT = "direct:";

    private final ModelCamelContext context;
    private final ConcurrentHashMap<String, Role> known = new ConcurrentHashMap<>();

    RestRoles(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /** The role that a caller needs. @param routeId as {@code direct:} endpoint of the verb and id of the route */
    public Optional<Role> needed(String routeId) {
        Role role = known.get(routeId);
        if (role == null) {
            role = read(routeId).orElse(null);
            if (role == null) {
                return Optional.empty(); // not cached: a route may be added later
            }
            known.put(routeId, role);
        }
        return Optional.of(role);
    }

    private Optional<Role> read(String routeId) {
        return context.getRestDefinitions().stream()
                .map(RestDefinition::getVerbs)
                .flatMap(List::stream)
                .filter(verb -> verb.getTo().getUri().equals(DIRECT + routeId))
                .findFirst()
                .flatMap(RestRoles::role);
    }

    /** The role, if exactly one is named: two requirements would be alternatives. */
    private static Optional<Role> role(VerbDefinition verb) {
        List<SecurityDefinition> security = verb.getSecurity();
        boolean one = security.size() == 1 && security.get(0).getKey().equals(KEY);
        return one ? Role.find(security.get(0).getScopes()) : Optional.empty();
    }
}
