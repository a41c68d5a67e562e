package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.DescribedApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@CaravanTest
@ExtendWith(OutputCaptureExtension.class)
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
        assertThat(camel.getRoutes()).extracting(Route::getId).contains("show-service", "list-users", "sweep-stores");
    }

    /** Some come by once an hour: no other test sees them work. */
    @Test
    void everyBackgroundRouteWorks() {
        assertThat(camel.getRoutes())
                .filteredOn(route -> route.getGroup().equals("background"))
                .extracting(Route::getId)
                .contains("prune-alerts", "prune-sign-in-networks", "sweep-stores")
                .allSatisfy(id -> {
                    Exchange exchange = run(id, Map.of());
                    assertThat(exchange.getException()).as(id).isNull();
                    assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT))
                            .as(id)
                            .isNull();
                });
    }

    /** No caller waits for it: the next round does the work. */
    @Test
    void tellsOfBackgroundWorkThatFails(CapturedOutput output) throws Exception {
        Exchange exchange =
                run("prune-alerts", Map.of("CamelSqlQuery", "DELETE FROM no_such_table WHERE now() < :#before"));

        assertThat(exchange.getException()).isNull();
        assertThat(output).contains("failed; it is retried").contains("no_such_table");
    }

    private Exchange run(String routeId, Map<String, Object> headers) throws Exception {
        Route route = camel.getRoute(routeId);
        Exchange exchange = route.getEndpoint().createExchange();
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        route.getProcessor().process(exchange);
        return exchange;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/attributes | {\"name\": \"Shown attribute\", \"type\": \"text\"}",
                "/families   | {\"name\": \"Shown family\"}",
                "/categories | {\"name\": \"Shown category\"}",
            })
    void showsWhatIsMadeAtTheAddressOfItsId(String path, String body) {
        JsonNode made = api.post(path, body).expect(201).json();

        assertThat(api.get(path + "/" + made.path("id")).expect(200).json()).isEqualTo(made);
    }

    @Test
    void tellsTheHealthOfTheServiceWithoutPathsAndAddresses() {
        var answer = api.get("/service/health").expect(200);

        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        assertThat(answer.json().path("components").findValuesAsText("name")).contains("database", "deliveries");
        assertThat(answer.json().at("/management/port").asInt()).isPositive();
        assertThat(answer.text()).doesNotContain("jdbc", "/tmp", "path");
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

    /** Examples of bodies are more than well-formed: the program takes them. Those that need a thing with a certain id are left out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create-product",
                "create-attribute",
                "create-category",
                "create-asset",
                "create-user",
                "create-api-key",
                "save-filter",
                "upload-products"
            })
    void takesTheExampleOfItsDescription(String operationId) {
        DescribedApi.Operation operation = DescribedApi.INSTANCE.operations().stream()
                .filter(one -> one.description().path("operationId").asText().equals(operationId))
                .findFirst()
                .orElseThrow();
        operation.description().at("/requestBody/content").properties().forEach(content -> {
            JsonNode example = content.getValue().path("example");
            if (!example.isMissingNode()) {
                boolean form = content.getKey().equals("multipart/form-data");
                String body = form ? form(example) : example.isTextual() ? example.textValue() : example.toString();
                String type = content.getKey() + (form ? "; boundary=frontier" : "");
                var answer = api.send("POST", operation.path(), type, BodyPublishers.ofString(body));
                // 409: another test has made one of the same name
                assertThat(answer.status()).as(answer.text()).isIn(200, 201, 409);
                assertThat(answer.json().path("refused").asInt())
                        .as(answer.text())
                        .isZero();
                remove(operation.path(), answer.json());
            }
        });
    }

    /** Each member as a file. */
    private static String form(JsonNode members) {
        return members.properties().stream()
                .map(file -> "--frontier\r\nContent-Disposition: form-data; name=\"" + file.getKey()
                        + "\"; filename=\"example\"\r\n\r\n" + file.getValue().asText() + "\r\n")
                .collect(Collectors.joining("", "", "--frontier--\r\n"));
    }

    private void remove(String path, JsonNode made) {
        if (path.equals("/products")) {
            api.delete(path + "/" + made.path("id").asLong() + "/permanent");
        } else if (made.has("id")) {
            api.delete(path + "/" + made.path("id").asLong()).expect(204);
        } else if (path.equals("/products/bulk")) {
            for (String sku : List.of("MUG-BLUE", "MUG-GREEN")) {
                api.delete("/products/" + api.get("/products/sku/" + sku).id() + "/permanent");
            }
        }
    }
}
