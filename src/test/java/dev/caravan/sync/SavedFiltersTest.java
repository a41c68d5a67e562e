package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People keep filters of the console's pages, each the own ones. */
@CaravanTest
class SavedFiltersTest {

    private static final String ANA = "filters-ana";
    private static final String BEN = "filters-ben";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void twoViewers() {
        for (String name : List.of(ANA, BEN)) {
            jdbc.sql(
                            "INSERT INTO app_user (account_id, username, password_hash, role) "
                                    + "SELECT account_id, :name, password_hash, 'viewer' FROM app_user WHERE username = 'admin'")
                    .param("name", name)
                    .update();
        }
    }

    @AfterEach
    void noneStays() {
        jdbc.sql("DELETE FROM saved_filter").update();
        jdbc.sql("DELETE FROM app_user WHERE username LIKE 'filters-%'").update();
    }

    private Api.Answer call(String user, String method, String path, String json) {
        return api.send(HttpRequest.newBuilder(api.uri("/saved-filters" + path))
                .header("Authorization", Api.authorization(user))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    private static String filter(String name, String query) {
        return "{\"page\":\"products\",\"name\":\"" + name + "\",\"query\":\"" + query + "\"}";
    }

    private List<String> names(String user) {
        return call(user, "GET", "?filterOf=products", "")
                .expect(200)
                .json()
                .path("data")
                .findValuesAsText("name");
    }

    @Test
    void aViewerKeepsFiltersThatNoOneElseSees() {
        JsonNode saved = call(ANA, "POST", "", filter("Errors in Nordlys", "status=error&connectionId=1"))
                .expect(201)
                .json();
        call(ANA, "POST", "", filter("a first one", "search=mug")).expect(201);

        assertThat(saved.path("query").asText()).isEqualTo("status=error&connectionId=1");
        assertThat(names(ANA)).containsExactly("a first one", "Errors in Nordlys");
        assertThat(names(BEN)).isEmpty();
        call(BEN, "DELETE", "/" + saved.path("id").asLong(), "").expect(404);
        call(ANA, "DELETE", "/" + saved.path("id").asLong(), "").expect(204);
        assertThat(names(ANA)).containsExactly("a first one");
        assertThat(call(ANA, "GET", "?filterOf=history", "").json().path("data"))
                .isEmpty();
    }

    @Test
    void anotherAccountsFilterDoesNotExist() {
        long id =
                call(ANA, "POST", "", filter("Late", "status=late")).expect(201).id();
        long other = jdbc.sql("INSERT INTO account (name) VALUES ('filters') RETURNING id")
                .query(Long.class)
                .single();
        jdbc.sql("UPDATE saved_filter SET account_id = :other WHERE id = :id")
                .param("other", other)
                .param("id", id)
                .update();

        assertThat(names(ANA)).isEmpty();
        call(ANA, "DELETE", "/" + id, "").expect(404);
        jdbc.sql("DELETE FROM account WHERE id = :other").param("other", other).update();
    }

    @Test
    void aNameIsTakenOnceAndThereAreFiftyAtMost() {
        call(ANA, "POST", "", filter("Late", "status=late")).expect(201);
        assertThat(call(ANA, "POST", "", filter("LATE", "status=error"))
                        .expect(409)
                        .text())
                .contains("a filter of this name");
        call(BEN, "POST", "", filter("Late", "status=late")).expect(201);
        for (int i = 2; i <= 50; i++) {
            call(ANA, "POST", "", filter("Filter " + i, "search=" + i)).expect(201);
        }

        assertThat(call(ANA, "POST", "", filter("One more", "search=x"))
                        .expect(409)
                        .text())
                .contains("50 saved filters");
        assertThat(call(ANA, "GET", "?limit=20&page=3", "")
                        .json()
                        .at("/pagination/total")
                        .asLong())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"page\":\"products\",\"name\":\"x\"}",
                "{\"page\":\"login\",\"name\":\"x\",\"query\":\"a=b\"}",
                "{\"page\":\"products\",\"name\":\"\",\"query\":\"a=b\"}",
                "{\"page\":\"products\",\"name\":\" x\",\"query\":\"a=b\"}",
                "{\"page\":\"products\",\"name\":\"x\\ny\",\"query\":\"a=b\"}",
                "{\"page\":\"products\",\"name\":\"x\",\"query\":\"\"}",
                "{\"page\":\"products\",\"name\":\"x\",\"query\":\"a=b#c\"}",
                "{\"page\":\"products\",\"name\":\"x\",\"query\":\"a=\\\"><script>\"}",
                "{\"page\":\"products\",\"name\":\"x\",\"query\":\"a=b\",\"owner\":\"filters-ben\"}"
            })
    void whatIsNoFilterIsRefused(String body) {
        call(ANA, "POST", "", body).expect(400);
        assertThat(names(ANA)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        call(ANA, "POST", "", filter("x".repeat(101), "a=b")).expect(400);
        call(ANA, "POST", "", filter("x", "a".repeat(2_001))).expect(400);
        assertThat(call(ANA, "GET", "?filterOf=login", "").expect(400).text()).contains("must be products");
    }
}
