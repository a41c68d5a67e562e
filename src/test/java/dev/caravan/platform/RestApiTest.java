package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaravanTest
class RestApiTest {

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    /** Operators find their way in Hawtio by these. */
    @Test
    void everyRunningRouteHasANameAGroupAndADescription() {
        assertThat(camel.getRoutes()).hasSizeGreaterThan(50).allSatisfy(route -> {
            assertThat(route.isCustomId()).as("id of %s", route).isTrue();
            assertThat(route.getGroup()).as("group of %s", route).isIn("rest", "deliver", "background", "inbound");
            assertThat(route.getDescription()).as("description of %s", route).isNotBlank();
        });
        assertThat(camel.getRoutes()).extracting(Route::getId).contains("describe-api", "list-users", "sweep-stores");
    }

    @Test
    void knowsWhoAsks() {
        var service = api.get("/service").expect(200).json();

        assertThat(service.path("user").asText()).isEqualTo("admin");
        assertThat(service.path("role").asText()).isEqualTo("admin");
    }

    @Test
    void answersAProblemToAStranger() {
        var answer = api.send(HttpRequest.newBuilder(api.uri("/service")).build());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("Unauthorized");
        assertThat(answer.json().path("message").asText()).isNotEmpty();
    }

    @Test
    void tellsReadinessWithoutCredentials() {
        var answer = api.send(
                HttpRequest.newBuilder(api.uri("/actuator/health/readiness")).build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
    }

    /** What {@code curl -d '{}'} sends. */
    @Test
    void refusesTheBodyOfAForm() {
        var answer = api.send(
                "POST",
                "/products",
                "application/x-www-form-urlencoded",
                HttpRequest.BodyPublishers.ofString("{\"sku\":\"A\"}"));

        answer.expect(415);
        assertThat(answer.json().path("message").asText()).contains("Content-Type");
    }

    @Test
    void describesItselfAsOpenApi() {
        assertThat(api.get("/openapi.json").expect(200).json().path("paths").has("/service"))
                .isTrue();
    }
}
