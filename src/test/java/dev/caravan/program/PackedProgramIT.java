package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.database.OpenFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The first minute of a newcomer, a crash, and the end, on the packed jar. Two at a time: most of it is waiting for a start, or for
 * an end that takes its time, and each has a folder and ports of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class PackedProgramIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEMO_PRODUCTS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** One that hangs must not be waited for: its next try may not. */
    private static final Duration CALL = Duration.ofSeconds(20);

    @TempDir
    Path data;

    int port;
    int north;
    int south;
    final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void choosePorts() throws IOException {
        port = Program.freePort();
        north = Program.freePort();
        south = Program.freePort();
        settings.put("CARAVAN_DEMO_PORTS", north + "," + south);
    }

    @Test
    void leadsANewcomerToAChangeInBothStores() throws Exception {
        try (Program first = Program.start(data, port, "", settings)) {
            first.awaitReady();
            String password = first.awaitLine("Password").replaceAll(".*: ", "");
            Curl curl = Curl.of(first.awaitLine("curl"));
            assertThat(curl.user()).isEqualTo("admin:" + password);

            curl.send();

            await().atMost(PATIENCE)
                    .until(() -> price(north).equals("24.90") && price(south).equals("24.90"));
            assertThat(first.output())
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .as("products that Sandbox South refuses, and nothing else")
                    .hasSize(7)
                    .allMatch(line -> line.contains(" to Sandbox South: "));
            assertThat(first.outputAfter("curl"))
                    .as("the start message is the last thing on the screen, but for what came of that change")
                    .allMatch(line -> line.isBlank() || line.contains("product 1 to "));
            assertThat(OpenFiles.below(data)).as("open to other users").isEmpty();
            first.stop();
            startsSooner();

            try (Program again = Program.start(data, port, password, settings)) {
                again.awaitReady();
                again.awaitLine("curl");
                assertThat(again.output()).noneMatch(line -> line.startsWith("Password"));
                await().atMost(PATIENCE)
                        .until(() ->
                                price(north).equals("24.90") && price(south).equals("24.90"));
                assertThat(status(again)).isEqualTo("synced");
                assertThat(again.output()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
            }
        }
    }

    @Test
    void losesNothingWhenItIsKilledAndRefusesASecondOneOnItsFolder() throws Exception {
        startsSooner();
        settings.put("CARAVAN_ADMIN_PASSWORD", "killed-often");
        settings.put("CARAVAN_SYNC_CONNECT_TIMEOUT", "1s");
        settings.put("CARAVAN_SYNC_REQUEST_TIMEOUT", "5s");
        settings.put("CARAVAN_SYNC_LEASE", "10s");
        settings.put("CARAVAN_SYNC_HEARTBEAT_EVERY", "2s");
        settings.put("CARAVAN_SYNC_STORE_TIME_LIMIT", "1s");
        Program killed = Program.start(Program.unpacked(), data, port, "killed-often", settings)
                .awaitReady();
        killed.awaitLine("curl");
        try (Program second = Program.start(Program.unpacked(), data, Program.freePort(), "", settings)) {
            assertThat(second.awaitEnd()).isNotZero();
            assertThat(second.output()).anyMatch(line -> line.contains("another Caravan already runs"));
        }
        sandbox(north, "{\"latency_per_call_ms\":300}");
        for (int id = 1; id <= 12; id++) {
            killed.send("PATCH", "/products/" + id, "{\"price\":\"77." + (10 + id) + "\",\"salePrice\":null}");
        }
        killed.kill();

        try (Program again = Program.start(Program.unpacked(), data, port, "killed-often", settings)) {
            again.awaitReady();
            await().atMost(PATIENCE)
                    .until(() -> price(north).equals("77.11") && price(south).equals("77.11"));
            for (int store = 1; store <= 2; store++) {
                String path = "/integration/woocommerce/connections/" + store + "/stats";
                await().atMost(PATIENCE)
                        .until(() -> again.get(path).path("pendingProducts").asInt() == 0);
            }
            assertThat(again.get("/integration/woocommerce/connections/1/stats")
                            .path("syncedProducts")
                            .asInt())
                    .isEqualTo(DEMO_PRODUCTS);
            for (int store : List.of(north, south)) {
                assertThat(skus(products(store))).doesNotHaveDuplicates();
                assertThat(products(store))
                        .filteredOn(product -> product.path("sku").asText().compareTo("DEMO-012") <= 0)
                        .hasSize(12)
                        .allSatisfy(p ->
                                assertThat(p.path("regular_price").asText()).startsWith("77."));
            }
        }
    }

    @Test
    void stopsInTimeWhileAStoreHangsAndDeliversAfterwards() throws Exception {
        startsSooner();
        settings.put("CARAVAN_ADMIN_PASSWORD", "stopped-early");
        settings.put("CARAVAN_SYNC_STORE_TIME_LIMIT", "1s");
        try (Program stopped = Program.start(Program.unpacked(), data, port, "stopped-early", settings)) {
            stopped.awaitReady();
            stopped.awaitLine("curl");
            sandbox(north, "{\"always\":{\"fault\":{\"type\":\"hang\",\"ms\":120000}}}");
            stopped.send("PATCH", "/products/1", "{\"price\":\"31.00\"}");
            await().atMost(PATIENCE).until(() -> price(south).equals("31.00"));

            assertThat(stopped.stop()).isLessThan(Duration.ofSeconds(25)); // 20 s, and a slow machine
        }
        try (Program again = Program.start(Program.unpacked(), data, port, "stopped-early", settings)) {
            again.awaitReady();
            await().atMost(PATIENCE).until(() -> price(north).equals("31.00"));
        }
    }

    @Test
    void saysWhichSettingIsWrong() throws Exception {
        startsSooner();
        settings.put("CARAVAN_TRANSPORT", "pigeon");
        try (Program wrong = Program.start(Program.unpacked(), data, port, "", settings)) {
            assertThat(wrong.awaitEnd()).isNotZero();
            assertThat(wrong.output())
                    .anyMatch(line -> line.contains("CARAVAN_TRANSPORT must be seda, but is: pigeon"));
            assertThat(wrong.output()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        startsSooner();
        int taken = Program.freePort();
        settings.put("CARAVAN_MANAGEMENT_PORT", Integer.toString(taken));
        try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
                Program wrong = Program.start(Program.unpacked(), data, port, "", settings)) {
            assertThat(wrong.awaitEnd()).isNotZero();
            assertThat(wrong.output())
                    .anyMatch(line -> line.contains("CARAVAN_MANAGEMENT_PORT must be a port that is free, but another"
                            + " program listens on " + other.getLocalPort()));
            assertThat(wrong.output()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** A newcomer's program starts as it is; for what these show it need not. */
    private void startsSooner() {
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    private static List<String> skus(JsonNode products) {
        List<String> skus = new ArrayList<>();
        products.forEach(product -> skus.add(product.path("sku").asText()));
        return skus;
    }

    private static String status(Program program) {
        return program.get("/integration/woocommerce/connections/1/sync-status?productIds=1")
                .path("data")
                .path(0)
                .path("syncStatus")
                .asText();
    }

    private static String price(int store) throws Exception {
        for (JsonNode product : products(store)) {
            if (product.path("sku").asText().equals("DEMO-001")) {
                return product.path("regular_price").asText();
            }
        }
        return "";
    }

    private static JsonNode products(int store) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + store + "/sandbox/products"))
                .timeout(CALL)
                .build();
        return MAPPER.readTree(CLIENT.send(request, BodyHandlers.ofString()).body())
                .path("products");
    }

    private static void sandbox(int store, String faults) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + store + "/sandbox/faults"))
                .timeout(CALL)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(faults))
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    /** The command line that the console output ends with, as far as it goes. */
    private record Curl(String user, String method, URI address, String body) {

        private static final Pattern FORM =
                Pattern.compile("curl -u (\\S+) -X (\\S+) (\\S+) -H 'Content-Type: application/json' -d '(.*)'");

        static Curl of(String line) {
            Matcher parts = FORM.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            return new Curl(parts.group(1), parts.group(2), URI.create(parts.group(3)), parts.group(4));
        }

        void send() throws Exception {
            String basic = java.util.Base64.getEncoder()
                    .encodeToString(user.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(CALL)
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
