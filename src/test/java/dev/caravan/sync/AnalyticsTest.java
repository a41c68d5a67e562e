package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures over time, over the API. */
@SyncTest
class AnalyticsTest {

    private static final String PATH = Shop.PATH + "/analytics";
    private static final List<String> NUMBERS = List.of(
            "/delivered",
            "/unchanged",
            "/retried",
            "/failed",
            "/calls",
            "/fieldsSent",
            "/savedCalls/coalesced",
            "/savedCalls/unchanged",
            "/savedCalls/images",
            "/savedCalls/batched");

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Connected store;

    @BeforeEach
    void aStore() {
        store = shop.connect();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** As a settlement leaves it. */
    private void settled(long connection, String at, int delivered, int failed) {
        jdbc.sql("""
                        INSERT INTO delivery_figure_part (account_id, connection_id, at, delivered, failed, calls, fields_sent, saved_batched,
                            delay_buckets, delay_counts)
                        SELECT account_id, id, :at::timestamptz, :delivered, :failed, 1, 3 * :delivered, 2, '{50,80}', ARRAY[:delivered, 1]
                        FROM connection WHERE id = :connection
                        """)
                .param("connection", connection)
                .param("at", at)
                .param("delivered", delivered)
                .param("failed", failed)
                .update();
    }

    private JsonNode figures(String query) {
        return api.get(PATH + "?connectionId=" + store.id() + query).expect(200).json();
    }

    @Test
    void showWhatWasDelivered() {
        List<Item> products = shop.products(12);
        shop.export(store, products);
        shop.export(store, products);

        JsonNode totals = figures("").path("totals");
        assertThat(totals.path("delivered").asInt() + totals.path("unchanged").asInt())
                .isEqualTo(24);
        assertThat(totals.path("calls").asInt())
                .isBetween(1, (int) store.store().calls().stream().count());
        assertThat(totals.at("/savedCalls/batched").asInt()).isPositive();
        assertThat(totals.at("/delayMs/count").asInt())
                .isEqualTo(totals.path("delivered").asInt());
        assertThat(totals.at("/delayMs/p50").asLong())
                .isPositive()
                .isLessThanOrEqualTo(totals.at("/delayMs/p95").asLong());
    }

    /** Each call to the store is one of the figures: also the questions before products are sent. */
    @Test
    void countEachCall() {
        shop.export(store, shop.product());

        assertThat(figures("").at("/totals/calls").asInt())
                .isEqualTo(store.store().calls().size());
    }

    @Test
    void haveEachHourAlsoWhereNothingHappened() {
        settled(store.id(), "2026-03-29T00:59:59.999Z", 5, 1);
        settled(store.id(), "2026-03-29T03:00:00Z", 7, 0);

        JsonNode answer = figures("&from=2026-03-29T00:30:00Z&to=2026-03-29T04:00:00Z");

        assertThat(answer.path("from").asText()).isEqualTo("2026-03-29T00:00:00Z");
        assertThat(answer.path("points").findValuesAsText("at"))
                .containsExactly(
                        "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T03:00:00Z");
        assertThat(answer.path("points").findValuesAsText("delivered")).containsExactly("5", "0", "0", "7");
        assertThat(answer.at("/points/1/delayMs").isNull()).isTrue();
        assertThat(answer.at("/totals/failed").asInt()).isEqualTo(1);
    }

    /** Whether the figures are merged or not, the hours, days and months of a range add up to the same, and so do the stores. */
    @Test
    void addUpToTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String at = Instant.parse("2026-02-01T00:00:00Z")
                    .plusSeconds(random.nextInt(28 * 86_400))
                    .toString();
            settled(store.id(), at, random.nextInt(100), random.nextInt(5));
        }
        String range = "&from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z&resolution=";
        JsonNode hours = figures(range + "hour");
        JsonNode days = figures(range + "day");
        JsonNode months = figures(range + "month");

        assertThat(hours.path("points")).hasSize(672);
        assertThat(days.path("points")).hasSize(28);
        assertThat(months.path("points")).hasSize(1);
        assertThat(hours.path("totals")).isEqualTo(days.path("totals")).isEqualTo(months.path("totals"));
        for (String number : NUMBERS) {
            for (JsonNode each : List.of(hours, days, months)) {
                long sum = 0;
                for (JsonNode point : each.path("points")) {
                    sum += point.at(number).asLong();
                }
                assertThat(sum)
                        .as(number)
                        .isEqualTo(months.at("/totals" + number).asLong());
            }
        }
        JsonNode ranked = api.get(PATH + "/stores?limit=100" + range + "month")
                .expect(200)
                .json();
        assertThat(ranked.path("data"))
                .filteredOn(one -> one.path("connectionId").asLong() == store.id())
                .singleElement()
                .satisfies(one ->
                        NUMBERS.forEach(number -> assertThat(one.at(number)).isEqualTo(months.at("/totals" + number))));
    }

    @Test
    void percentilesAreOfAllChangesOfTheTime() {
        settled(store.id(), "2026-03-01T10:00:00Z", 1000, 0);

        JsonNode delay =
                figures("&from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z").at("/totals/delayMs");

        assertThat(delay.path("count").asInt()).isEqualTo(1001);
        assertThat(delay.path("p50").asDouble()).isCloseTo(Math.pow(1.1, 50), within(0.05 * Math.pow(1.1, 50)));
    }

    @Test
    void theBusiestStoreIsFirst() {
        Connected other = shop.connect();
        settled(store.id(), "2026-04-01T10:00:00Z", 5, 0);
        settled(other.id(), "2026-04-01T10:00:00Z", 50, 0);

        String range = "?from=2026-04-01T10:00:00Z&to=2026-04-01T11:00:00Z";
        JsonNode first = api.get(PATH + "/stores" + range).expect(200).json();
        assertThat(first.path("data").findValuesAsText("storeName")).containsExactly(other.name(), store.name());
        JsonNode behind = api.get(PATH + "/stores" + range + "&page=3&limit=1")
                .expect(200)
                .json();
        assertThat(behind.path("data")).isEmpty();
        assertThat(behind.at("/pagination/total").asInt()).isEqualTo(2);
    }

    @Test
    void areATableIfTheCallerAcceptsCsv() {
        settled(store.id(), "2026-05-01T10:00:00Z", 5, 1);

        Api.Answer answer =
                csv("?connectionId=" + store.id() + "&from=2026-05-01T09:00:00Z&to=2026-05-01T11:00:00Z", "text/csv");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("caravan-figures.csv");
        assertThat(answer.text().split("\r\n"))
                .containsExactly(
                        "at,resolution,connectionId,delivered,unchanged,retried,failed,calls,fieldsSent,savedCoalesced,savedUnchanged,savedImages,savedBatched,delayCount,delayP50Ms,delayP95Ms,delayP99Ms",
                        "2026-05-01T09:00:00Z,hour," + store.id() + ",0,0,0,0,0,0,0,0,0,0,0,,,",
                        "2026-05-01T10:00:00Z,hour," + store.id() + ",5,0,0,1,1,15,0,0,0,2,6,112,1951,1951");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=HYPERLINK(\"http://evil.example\") | \"'=HYPERLINK(\"\"http://evil.example\"\")\"",
                "@SUM(1+1) | \"'@SUM(1+1)\"",
                "-2+3 | \"'-2+3\"",
                "+1 | \"'+1\"",
                "A, \"B\" & C | \"A, \"\"B\"\" & C\"",
                "Two = 2 | \"Two = 2\""
            })
    void noNameOfAStoreIsAFormula(String name, String cell) {
        jdbc.sql("UPDATE connection SET store_name = :name WHERE id = :id")
                .param("name", name)
                .param("id", store.id())
                .update();
        // an hour of its own: an answer that took long is kept for a while
        Instant hour = Instant.parse("2026-06-01T00:00:00Z").plus(store.id() % 700, ChronoUnit.HOURS);
        settled(store.id(), hour.toString(), 5, 1);

        String table = csv(
                        "/stores?from=" + hour + "&to=" + hour.plus(1, ChronoUnit.HOURS),
                        "application/xml, TEXT/CSV;q=0.9")
                .text();

        assertThat(table.lines().skip(1)).hasSize(1).first().asString().startsWith(store.id() + "," + cell + ",5,");
    }

    private Api.Answer csv(String query, String accept) {
        return api.send(HttpRequest.newBuilder(api.uri(PATH + query))
                        .header("Authorization", Api.authorization())
                        .header("Accept", accept)
                        .build())
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json, text/csv;q=0.5 | application/json",
                "text/csv;q=0 | application/json",
                "*/*;q=0.1, text/csv | text/csv"
            })
    void comeAsTheCallerPrefers(String accept, String type) {
        for (String path : List.of("", "/stores")) {
            assertThat(csv(path, accept).headers().firstValue("Content-Type").orElse(""))
                    .startsWith(type);
        }
    }

    @Test
    void ofAnotherAccountAreNeverSeen() {
        settled(store.id(), "2026-07-01T10:00:00Z", 5, 1);
        long stranger = jdbc.sql("INSERT INTO account (name) VALUES ('other') RETURNING id")
                .query(Long.class)
                .single();
        List<String> answers = new ArrayList<>();
        try {
            jdbc.sql("UPDATE connection SET account_id = :account WHERE id = :id")
                    .param("account", stranger)
                    .param("id", store.id())
                    .update();
            jdbc.sql("UPDATE delivery_figure_part SET account_id = :account WHERE connection_id = :id")
                    .param("account", stranger)
                    .param("id", store.id())
                    .update();
            jdbc.sql("UPDATE delivery_figure SET account_id = :account WHERE connection_id = :id")
                    .param("account", stranger)
                    .param("id", store.id())
                    .update();
            api.get(PATH + "?connectionId=" + store.id()).expect(404);
            String range = "?from=2026-07-01T10:00:00Z&to=2026-07-01T11:00:00Z";
            answers.add(api.get(PATH + range)
                    .expect(200)
                    .json()
                    .at("/totals/delivered")
                    .asText());
            answers.add(api.get(PATH + "/stores" + range)
                    .expect(200)
                    .json()
                    .path("data")
                    .toString());
        } finally {
            jdbc.sql("DELETE FROM account_figure WHERE account_id = :account")
                    .param("account", stranger)
                    .update();
            jdbc.sql(
                            "UPDATE connection SET account_id = (SELECT account_id FROM app_user WHERE username = 'admin') WHERE id = :id")
                    .param("id", store.id())
                    .update();
        }
        assertThat(answers).containsExactly("0", "[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?resolution=week | resolution must be one of hour, day, month",
                "?from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z | take resolution=day or a range of at most 31 days",
                "?from=x | from must be a moment in ISO 8601",
                "/stores?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | from must be before to",
                "/stores?limit=1000 | limit must be between 1 and 100"
            })
    void sayWhatIsWrongWithAQuestion(String query, String sentence) {
        assertThat(api.get(PATH + query).expect(400).json().path("detail").asText())
                .contains(sentence);
    }
}
