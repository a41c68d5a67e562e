package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.Role;
import dev.caravan.platform.web.OpenApiDocument;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every operation names the role that it needs, and is refused to everybody else. */
@CaravanTest
class RolesTest {

    private static final String NOWHERE = "999999999";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    /** An operation of the OpenAPI description, at an address of things that do not exist. */
    private record Operation(String method, String path, Optional<Role> role) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Operation> operations;

    @BeforeEach
    void readTheDescription() {
        operations = new ArrayList<>();
        JsonNode paths = api.get("/openapi.json").expect(200).json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.add(new Operation(
                                verb.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replaceAll("\\{[^}]+}", NOWHERE),
                                role(verb.getValue())))));
        for (Role role : Role.values()) {
            jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                            + "SELECT account_id, :name, password_hash, :role FROM app_user WHERE username = 'admin' "
                            + "ON CONFLICT DO NOTHING")
                    .param("name", name(role))
                    .param("role", role.word())
                    .update();
        }
    }

    @Test
    void everyOperationNamesTheRoleThatItNeeds() {
        assertThat(operations)
                .hasSizeGreaterThan(70)
                .allSatisfy(operation ->
                        assertThat(operation.role()).as("%s", operation).isPresent());
    }

    @Test
    void onlyReadingIsForViewers() {
        assertThat(operations)
                .filteredOn(operation -> operation.role().equals(Optional.of(Role.VIEWER)))
                .isNotEmpty()
                .filteredOn(operation -> !List.of(
                                "/users/" + NOWHERE + "/password",
                                "/me/sessions",
                                "/saved-filters",
                                "/saved-filters/" + NOWHERE)
                        .contains(operation.path())) // one's own
                .allSatisfy(operation -> assertThat(operation.method()).isEqualTo("GET"));
    }

    @Test
    void aRoleThatIsNotEnoughIsRefusedEverywhere() {
        for (Operation operation : operations) {
            for (Role role : Role.values()) {
                int status = call(operation, Optional.of(role));

                if (role.includes(operation.role().orElseThrow())) {
                    assertThat(status).as("%s as %s", operation, role).isNotIn(401, 403);
                } else {
                    assertThat(status).as("%s as %s", operation, role).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void aStrangerIsRefusedEverywhere() {
        assertThat(operations)
                .allSatisfy(operation -> assertThat(call(operation, Optional.empty()))
                        .as("%s", operation)
                        .isEqualTo(401));
    }

    @Test
    void saysWhichRoleIsNeeded() {
        var answer = send("DELETE", "/products/" + NOWHERE, Optional.of(Role.VIEWER));

        assertThat(answer.expect(403).json().path("message").asText())
                .isEqualTo("This needs the role operator; yours is viewer");
    }

    private int call(Operation operation, Optional<Role> role) {
        return send(operation.method(), operation.path(), role).status();
    }

    private Api.Answer send(String method, String path, Optional<Role> role) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path))
                .header("Content-Type", path.endsWith("/bulk") ? "application/x-ndjson" : "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("[]"));
        role.ifPresent(signedIn -> request.header("Authorization", Api.authorization(name(signedIn))));
        return api.send(request.build());
    }

    private static String name(Role role) {
        return "a-" + role.word();
    }

    private static Optional<Role> role(JsonNode verb) {
        return Role.find(verb.path(OpenApiDocument.ROLE).asText());
    }
}
