package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.LogLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Clients that go away while their request is carried out: it is done all the same, and the log has no problem. */
@CaravanTest
class LostClientsTest {

    private static final int CLIENTS = 4;
    private static final int ROUNDS = 3;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @RegisterExtension
    final LogLines log = LogLines.ofEverything();

    @Test
    void whatALostClientSentIsDone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> requests = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String body = "{\"sku\": \"LOST-%d-%d\", \"name\": \"Lost\"}".formatted(round, i);
                requests.add(request("POST /products", body));
            }
            lose(requests);
        }

        await().untilAsserted(() -> assertThat(products()).isEqualTo(CLIENTS * ROUNDS));
        thenTheLogIsClean();
    }

    /** Answers, refusals and files are written in different ways. */
    @ParameterizedTest
    @CsvSource({
        "GET /products, ''",
        "GET /integration/woocommerce/sync/rows?search=lost, ''",
        "GET /products/987654321, ''",
        "POST /products/bulk, 'sku,name\nGONE-BULK,Gone'",
        "PATCH /products/987654321, '{\"name\": \"Lost\"}'"
    })
    void itIsNoProblemOfOurs(String operation, String body) throws Exception {
        lose(List.of(request(operation, body), request(operation, body)));

        thenTheLogIsClean();
    }

    private static String request(String operation, String body) {
        String type = body.startsWith("sku") ? "text/csv" : "application/json";
        return operation + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Api.authorization()
                + (body.isEmpty() ? "" : "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length())
                + "\r\n\r\n" + body;
    }

    /** Nothing can be answered while the products are locked; the clients leave then. */
    private void lose(List<String> requests) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        transactions.executeWithoutResult(locked -> {
            jdbc.sql("LOCK TABLE product IN ACCESS EXCLUSIVE MODE").update();
            try {
                for (String request : requests) {
                    clients.add(new RawClient(api.uri("/").getPort()).send(request));
                }
                await().until(() -> waiting() >= requests.size());
                for (RawClient client : clients) {
                    client.reset();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int waiting() {
        return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'product'::regclass")
                .query(Integer.class)
                .single();
    }

    private long products() {
        return api.get("/products?search=LOST-")
                .expect(200)
                .json()
                .at("/pagination/total")
                .asLong();
    }

    private void thenTheLogIsClean() {
        await().until(() -> waiting() == 0);
        for (int i = 0; i < 20; i++) {
            api.get("/products?limit=1").expect(200);
        }
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
    }
}
