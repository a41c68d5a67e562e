package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.api.Upload;
import dev.caravan.platform.audit.RestAudit;
import dev.caravan.platform.security.LimitedKeys;
import dev.caravan.platform.security.RestRoles;
import dev.caravan.platform.security.SignedIn;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The first step of every REST route: finds the caller, checks the role, and passes only the declared parameters of
 * the request.
 */
@Component
class RestIngress implements Processor {

    private final RestRoles roles;
    private final RequestParameters parameters;
    private final RestAudit audit;

    RestIngress(RestRoles roles, RequestParameters parameters, RestAudit audit) {
        this.roles = roles;
        this.parameters = parameters;
        this.audit = audit;
    }

    /** @throws ApiException 401 without a caller, 403 if the role is not sufficient, or if the route names none */
    @Override
    public void process(Exchange exchange) {
        Caller caller = caller();
        audit.begins(exchange, caller);
        Role needed = roles.needed(exchange.getFromRouteId()).orElseThrow(ApiException::forbidden);
        if (!caller.role().includes(needed)) {
            throw ApiException.forbidden("This needs the role " + needed.word() + "; yours is "
                    + caller.role().word());
        }
        LimitedKeys.check(caller, exchange.getFromRouteId());
        exchange.setProperty(Caller.PROPERTY, caller);
        exchange.setProperty(Upload.PROPERTY, Upload.take(exchange));
        parameters.replaceHeaders(exchange);
    }

    private static Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            return signedIn.caller();
        }
        throw ApiException.unauthorized();
    }
}
