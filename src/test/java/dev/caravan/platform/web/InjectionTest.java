package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a caller searches, filters or sorts by is compared as text, and is never part of a statement or a pattern. */
@CaravanTest
class InjectionTest {

    private static final Set<String> PAGING = Set.of("page", "limit");

    /** As SQL each would find everything, fail, or wait; as text it is in nothing that is stored. */
    private static final List<String> ATTACKS = List.of(
            "' OR '1'='1",
            "zq' OR 1=1 --",
            "zq'; DROP TABLE product; --",
            "zq\" OR \"1\"=\"1",
            "zq' UNION SELECT password_hash FROM app_user --",
            "zq\\' OR 1=1 --",
            "$$zq$$ OR true",
            "(SELECT pg_sleep(5))",
            "name; SELECT pg_sleep(5)",
            "CASE WHEN (SELECT count(*) FROM app_user) > 0 THEN sku ELSE name END",
            "1 OR 1=1",
            "{\"$ne\":null}",
            ":accountId",
            "zq%",
            "%zq%",
            "_zq_",
            "zq\\%");

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private String mark;
    private long connection;

    @AfterEach
    void removeTheStore() {
        api.delete("/integration/woocommerce/connections/" + connection).expect(204);
    }

    @BeforeEach
    void haveSomethingToFind() {
        mark = "zm" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        for (String sku : List.of(mark + "_a%b\\c", mark + "Xa0b/c2")) {
            api.post("/products", "{\"sku\":\"%1$s\",\"name\":\"%1$s\"}".formatted(sku.replace("\\", "\\\\")))
                    .expect(201);
        }
        connection = api.post(
                        "/integration/woocommerce/connections?force=true",
                        "{\"storeName\":\"s\",\"storeUrl\":\"http://127.0.0.1:1/" + mark
                                + "\",\"consumerKey\":\"ck_1\",\"consumerSecret\":\"cs_1\"}")
                .expect(201)
                .id();
        for (String statement : List.of(
                "INSERT INTO sync_log (account_id, connection_id, product_id, sku, operation, outcome, attempt) "
                        + "SELECT account_id, id, 7, :sku, 'update', 'error', 1 FROM connection WHERE id = :id",
                "INSERT INTO dead_letter (account_id, connection_id, product_id, code, message, operation, attempts) "
                        + "SELECT account_id, id, length(:sku), :sku, 'x', 'update', 1 FROM connection WHERE id = :id")) {
            for (String sku : List.of(mark + "_a%b\\c", mark + "Xa0b/c2")) {
                jdbc.sql(statement).param("sku", sku).param("id", connection).update();
            }
        }
    }

    /** Every query parameter of every operation of the description that reads. */
    @Test
    void findsNothingByAStatement() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Reading reading : readings()) {
            for (String parameter : reading.parameters()) {
                for (String attack : ATTACKS) {
                    tried++;
                    long start = System.nanoTime();
                    String query = reading.address() + "?" + parameter + "=" + encoded(attack);
                    Api.Answer answer = api.get(query);
                    long seconds = (System.nanoTime() - start) / 1_000_000_000;
                    boolean finds = answer.status() == 200 && total(answer.json()) > 0;
                    if (answer.status() >= 500 || finds || seconds >= 5 || tellsOfSql(answer.text())) {
                        wrong.add(query + ": " + answer.status() + " " + answer.text());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(30 * ATTACKS.size());
        assertThat(jdbc.sql("SELECT count(*) FROM product").query(Long.class).single())
                .isPositive();
    }

    /** Without the attack the same parameters find something: so nothing found says something. */
    @Test
    void searchesForPercentAndUnderscoreAsTheyAre() {
        List<String> searches =
                List.of("/products?search=", "/integration/woocommerce/connections/sync-logs/list?search=");
        for (String search : searches) {
            assertThat(total(api.get(search + mark).expect(200).json()))
                    .as(search)
                    .isEqualTo(2);
            assertThat(total(api.get(search + encoded(mark + "_a%b\\c"))
                            .expect(200)
                            .json()))
                    .as(search)
                    .isEqualTo(1);
            for (String pattern : List.of(mark + "_a_b_c", mark + "%", "%" + mark, mark + "Xa_b", mark + "\\")) {
                assertThat(total(api.get(search + encoded(pattern)).expect(200).json()))
                        .as("%s%s", search, pattern)
                        .isZero();
            }
        }
        String letters = "/integration/woocommerce/dead-letters?code=";
        assertThat(total(
                        api.get(letters + encoded(mark + "_a%b\\c")).expect(200).json()))
                .isEqualTo(1);
        assertThat(total(api.get(letters + encoded(mark + "%")).expect(200).json()))
                .isZero();
    }

    @Test
    void sortsByNamedFieldsOnly() {
        for (String sort : List.of("password_hash", "account_id", "1", "name DESC", "name,(SELECT 1)", "lower(sku)")) {
            api.get("/products?sort=" + encoded(sort)).expect(400);
            api.get("/products/deleted?sort=" + encoded(sort)).expect(400);
            api.get("/integration/woocommerce/connections/sync-logs/list?sortBy=" + encoded(sort))
                    .expect(400);
        }
        api.get("/integration/woocommerce/connections/sync-logs/list?sortOrder=" + encoded("desc; SELECT 1"))
                .expect(400);
    }

    private record Reading(String address, List<String> parameters) {}

    /** Address and query parameters of what reads; the ids in the address are of nothing. */
    private List<Reading> readings() {
        List<Reading> found = new ArrayList<>();
        api.get("/openapi.json").expect(200).json().path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            List<String> query = StreamSupport.stream(get.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .map(parameter -> parameter.path("name").asText())
                    .filter(name -> !PAGING.contains(name))
                    .toList();
            if (!query.isEmpty()) {
                found.add(new Reading(path.getKey().replaceAll("\\{[^}]+}", "999999999"), query));
            }
        });
        return found;
    }

    private static long total(JsonNode answer) {
        JsonNode total = answer.at("/pagination/total");
        return total.isMissingNode() ? answer.path("total").asLong() : total.asLong();
    }

    private static boolean tellsOfSql(String answer) {
        return answer.contains("SQLState") || answer.contains("PSQLException") || answer.contains("syntax error");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
