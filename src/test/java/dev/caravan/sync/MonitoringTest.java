package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.testing.Api;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a running program shows Prometheus; and that dashboard, alert rules and docs/monitoring.md speak of nothing else. */
@SyncTest
class MonitoringTest {

    private static final int TOP = 50;
    private static final int MANY = 70;

    private static final Pattern IN_QUOTES = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without)\\s*\\([^)]*\\)");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b(?!\\s*\\()|\\bup\\b");
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_0-9]+)\\{([^}]*)}");
    private static final Pattern DESCRIBED = Pattern.compile("(?m)^\\| `(caravan_[a-z_]+)` \\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (caravan_[a-z_]+) ");
    /** Added by Prometheus. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectProvider<Tracer> tracer;

    Shop.Connected store;
    Shop.Item product;

    @BeforeEach
    void deliver() {
        store = shop.connect();
        product = shop.product();
        shop.export(store, product);
    }

    @AfterEach
    void removeMany() {
        jdbc.sql("DELETE FROM connection WHERE store_url LIKE 'http://127.0.0.1:9/many-%'")
                .update();
    }

    @Test
    void hasNoMoreSeriesForMoreStoresThanTheTopOnes() {
        api.get("/products/" + product.id()).expect(200);
        api.send("FROB", "/products/" + product.id(), null, null);
        Scrape before = awaitStores(1);

        connectMany();
        Scrape after = awaitStores(1 + MANY);

        for (String metric : List.of("caravan_pending_changes", "caravan_pending_oldest_seconds")) {
            assertThat(after.of(metric, labels -> true)).hasSize(TOP + 1);
        }
        assertThat(after.samples().size() - before.samples().size())
                .as("besides the top stores only what requests of this test have added")
                .isLessThan(2 * TOP + 30);
        assertThat(after.values())
                .noneMatch(value -> value.startsWith("store-"))
                .noneMatch(
                        value -> value.contains(product.sku()) || value.contains("FROB") || value.contains("127.0.0.1"))
                .noneMatch(value -> value.matches(".*/\\d+(/.*)?"))
                .doesNotContain("Many 70")
                .contains("Many 1");
        double others = after.sum("caravan_pending_changes", "connection", "other");
        assertThat(others).isEqualTo(MANY - TOP);
        assertThat(after.sum("caravan_pending_oldest_seconds", "connection", "other"))
                .isGreaterThan(3_500);
        assertThat(after.sum("caravan_stores_held", "reason", "paused")).isGreaterThanOrEqualTo(MANY);
    }

    @Test
    void countsCallsAndDeliveriesAndWhatIsSaved() {
        Scrape before = scrape();
        api.post(Shop.PATH + "/connections/" + store.id() + "/pause", "").expect(200);
        shop.price(product, "11.00");
        shop.known(product);
        shop.price(product, "12.00");
        shop.known(product);
        api.post(Shop.PATH + "/connections/" + store.id() + "/resume", "").expect(200);
        shop.awaitField(store, product, "regular_price", "12.00");
        shop.awaitStatus(store, product, "synced");
        shop.shutDown(store);
        shop.price(product, "13.00");
        shop.awaitHold(store, "unreachable");

        awaitMore(before, "caravan_deliveries_total", "outcome", "synced");
        awaitMore(before, "caravan_calls_seconds_count", "outcome", "success");
        awaitMore(before, "caravan_calls_seconds_count", "outcome", "not_reached");
        awaitMore(before, "caravan_calls_saved_total", "reason", "coalesced");
    }

    /** It may be counted just after what it counts can be seen. */
    private void awaitMore(Scrape before, String metric, String label, String value) {
        Shop.awaitUntil(() -> scrape().sum(metric, label, value) > before.sum(metric, label, value));
    }

    @Test
    void hasEveryMetricOfTheDashboardAndTheAlertRules() throws IOException {
        Scrape scrape = awaitStores(1);
        List<String> dashboard = dashboardExpressions();
        List<String> rules = ruleExpressions();
        assertThat(dashboard).hasSizeGreaterThan(20);
        assertThat(rules).hasSizeGreaterThan(10);

        assertThat(Stream.concat(dashboard.stream(), rules.stream())).allSatisfy(expression -> {
            assertThat(metrics(expression))
                    .isNotEmpty()
                    .allMatch(metric -> metric.equals("up") || scrape.names().contains(metric));
            SELECTOR.matcher(expression)
                    .results()
                    .filter(selector -> !selector.group(1).equals("up"))
                    .forEach(selector -> assertThat(scrape.labels(selector.group(1)))
                            .as("labels of %s", selector.group(1))
                            .containsAll(labels(selector.group(2))));
        });
    }

    @Test
    void hasEveryMetricThatIsDescribedAndDescribesEachOfOurs() throws IOException {
        String text = api.getManagement("/actuator/prometheus").expect(200).text();
        Set<String> published = TYPE.matcher(text)
                .results()
                .map(type -> type.group(1).replaceFirst("_seconds_max$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(DESCRIBED
                        .matcher(Files.readString(Path.of("docs/monitoring.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void makesNoTracesWithoutAReceiver() {
        assertThat(tracer.getIfAvailable()).isNull();
    }

    private static List<String> dashboardExpressions() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(Path.of("docs/grafana/caravan.json").toFile());
        return dashboard.findValuesAsText("expr");
    }

    private static List<String> ruleExpressions() throws IOException {
        Object rules = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("docs/prometheus/alerts.yml")));
        JsonNode tree = new ObjectMapper().valueToTree(rules);
        assertThat(tree.at("/groups/0/rules")).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("Caravan");
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/annotations/description").asText()).isNotEmpty();
        });
        return tree.findValuesAsText("expr");
    }

    private static Set<String> metrics(String expression) {
        String bare =
                GROUPING.matcher(SELECTOR.matcher(expression).replaceAll("$1")).replaceAll("");
        return METRIC.matcher(IN_QUOTES.matcher(bare).replaceAll("").replaceAll("\\[[^]]*]", ""))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    private static Set<String> labels(String matchers) {
        return Pattern.compile("(\\w+)\\s*[=!]")
                .matcher(IN_QUOTES.matcher(matchers).replaceAll(""))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !OF_PROMETHEUS.contains(label))
                .collect(Collectors.toSet());
    }

    /** Paused stores, of which each has a pending change: the first ones have two, and the last ones the oldest. */
    private void connectMany() {
        jdbc.sql("""
                        INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret, hold_reason)
                        SELECT c.account_id, 'Many ' || n, 'http://127.0.0.1:9/many-' || n, c.key_id, c.consumer_key, c.consumer_secret,
                               'paused'
                        FROM connection c, generate_series(1, :many) n
                        WHERE c.id = :id
                        """).param("many", MANY).param("id", store.id()).update();
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, behind_since)
                        SELECT c.account_id, c.id, -n, now() - CASE WHEN n = 1 AND m.i > :top THEN interval '1 h' ELSE interval '1 s' END
                        FROM connection c
                        CROSS JOIN LATERAL (SELECT substring(c.store_name FROM '[0-9]+$')::int) AS m (i)
                        CROSS JOIN LATERAL generate_series(1, 1 + (m.i <= :top)::int) n
                        WHERE c.store_url LIKE 'http://127.0.0.1:9/many-%'
                        """).param("top", TOP).update();
    }

    private Scrape awaitStores(int atLeast) {
        Shop.awaitUntil(() ->
                scrape().of("caravan_stores", labels -> true).stream().anyMatch(stores -> stores.value() >= atLeast));
        return scrape();
    }

    private Scrape scrape() {
        return Scrape.of(api.getManagement("/actuator/prometheus").expect(200).text());
    }
}
