package dev.caravan.platform.management;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jackson.EndpointObjectMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpointWebExtension;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health at its old addresses on the port of the API: a load balancer asks the port that it sends requests to. */
@RestController
class HealthOnMainPort {

    /** As actuator gives it. */
    private static final String JSON = "application/vnd.spring-boot.actuator.v3+json";

    private final HealthEndpointWebExtension health;
    private final EndpointObjectMapper json;

    HealthOnMainPort(HealthEndpointWebExtension health, EndpointObjectMapper json) {
        this.health = health;
        this.json = json;
    }

    @GetMapping(
            path = "/actuator/health",
            produces = {JSON, "application/json"})
    ResponseEntity<byte[]> all(HttpServletRequest request) throws IOException {
        return answer(request);
    }

    @GetMapping(
            path = "/actuator/health/liveness",
            produces = {JSON, "application/json"})
    ResponseEntity<byte[]> liveness(HttpServletRequest request) throws IOException {
        return answer(request, "liveness");
    }

    @GetMapping(
            path = "/actuator/health/readiness",
            produces = {JSON, "application/json"})
    ResponseEntity<byte[]> readiness(HttpServletRequest request) throws IOException {
        return answer(request, "readiness");
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, String... path) throws IOException {
        WebEndpointResponse<HealthComponent> answer =
                health.health(ApiVersion.LATEST, WebServerNamespace.MANAGEMENT, new Asker(request), path);
        return ResponseEntity.status(answer.getStatus()).body(json.get().writeValueAsBytes(answer.getBody()));
    }

    /** Details are for those who have signed in. */
    private record Asker(HttpServletRequest request) implements SecurityContext {

        @Override
        public @Nullable Principal getPrincipal() {
            return request.getUserPrincipal();
        }

        @Override
        public boolean isUserInRole(String role) {
            return request.isUserInRole(role);
        }
    }
}
