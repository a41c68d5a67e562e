package dev.caravan.sync;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.LargeCatalogue;
import dev.caravan.testing.ResponseTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What a page of the matrix costs with 100,000 products in 50 stores and 1,000,000 sync rows, of which 600,000 are pending. Asserts
 * nothing of speed; the figures are in docs/figures.md: {@code ./mvnw verify -Pfigures -Dit.test=MatrixFiguresIT}.
 */
@Tag("benchmark")
@DirtiesContext // its catalogue is its own
@CaravanTest
class MatrixFiguresIT {

    private static final Logger log = LoggerFactory.getLogger("dev.caravan.figures");
    private static final String ROWS = "/integration/woocommerce/sync/rows";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void measures() {
        new LargeCatalogue(jdbc).fill(50);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("first page", "");
        queries.put("first page of 100", "limit=100");
        queries.put("search, one SKU", "search=SKU-0500");
        queries.put("search, a seventh of all", "search=shirt");
        queries.put("search, two words", "search=blue%20mug");
        queries.put("GTIN", "search=4000000050000");
        queries.put("a family of 5,000", "familyId=3");
        queries.put("a category of 500", "categoryId=3");
        queries.put("changed lately", "changedSince=2099-01-01T00:00:00Z");
        queries.put("pending, any store", "status=pending");
        queries.put("late, any store", "status=late");
        queries.put("error, any store", "status=error");
        queries.put("error in one store", "status=error&connectionId=%d");
        queries.put("in sync in one store", "status=in_sync&connectionId=%d");
        queries.put("off in one store", "status=off&connectionId=%d");
        queries.put("not in one store", "status=not_there&connectionId=%d");
        queries.put("pending and search", "status=pending&search=shirt");
        queries.put("error and family", "status=error&familyId=3");
        queries.put("page 50", "page=50");
        long store =
                jdbc.sql("SELECT max(id) FROM connection").query(Long.class).single();
        queries.replaceAll((name, query) -> ROWS + "?" + query.replace("%d", String.valueOf(store)));
        for (int n = 0; n < 10; n++) { // a program that has run for a while
            queries.values().forEach(path -> api.get(path).expect(200));
        }
        queries.forEach(this::say);
        say("figures of 50 stores", "/integration/woocommerce/sync/counts?limit=100");
        sayDryRun("dry run, push of all to 50 stores", "{\"action\":\"push\",\"filter\":{},\"dryRun\":true}");
        sayDryRun("dry run, export of all to 50 stores", "{\"action\":\"export\",\"filter\":{},\"dryRun\":true}");
        sayDryRun(
                "dry run, push of what is in error",
                "{\"action\":\"push\",\"filter\":{\"status\":\"error\"},\"dryRun\":true}");
    }

    private void sayDryRun(String name, String body) {
        log.info(
                "{}: {}",
                name,
                ResponseTimes.of(() ->
                        api.post("/integration/woocommerce/sync/actions", body).expect(200)));
    }

    private void say(String name, String path) {
        log.info("{}: {}", name, ResponseTimes.of(() -> api.get(path).expect(200)));
    }
}
