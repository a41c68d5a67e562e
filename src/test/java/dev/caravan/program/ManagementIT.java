package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** An administrator, and an attacker who has become one, at the management port of the program in a process of its own. */
class ManagementIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PASSWORD = "management-it-0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static Program program;
    private static int jmxPort;

    @BeforeAll
    static void start() throws IOException {
        jmxPort = Program.freePort();
        program = Program.start(
                        Program.unpacked(),
                        data,
                        Program.freePort(),
                        PASSWORD,
                        Map.of(
                                "CARAVAN_ADMIN_PASSWORD",
                                PASSWORD,
                                "CARAVAN_DEMO_PORTS",
                                Program.freePort() + "," + Program.freePort(),
                                "CARAVAN_STORE_ALLOW_PRIVATE",
                                "127.0.0.0/8",
                                "JAVA_TOOL_OPTIONS",
                                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + JmxView.options(jmxPort)))
                .awaitReady();
        program.awaitLine("curl");
    }

    /** The end of it is part of the test: the management port keeps nothing from stopping. */
    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(program.stop()).isLessThan(Duration.ofSeconds(25)); // 20 s, and a slow machine
        assertThat(program.output())
                .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .as("but of the wrong password that a person types, and of products that the demo's shop refuses")
                .allMatch(line -> line.contains("1 sign-in(s) failed") || line.contains(" to Sandbox South: "));
    }

    /** Each attribute and each operation of each MBean that the running program has, whoever brought it. */
    @Test
    void jolokiaAllowsWhatIsListedAndNothingElse() throws Exception {
        Set<String> listed = new String(
                        getClass().getResourceAsStream("/jolokia-allowed.txt").readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toCollection(TreeSet::new));

        try (JmxView jmx = JmxView.connect(jmxPort)) {
            Set<String> allowed = jmx.allowed(request -> {
                try {
                    return program.jolokiaAnswer(request);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(jmx.asked()).isGreaterThan(10_000);
            assertThat(allowed).isEqualTo(listed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requestBody(java.lang.String,java.lang.Object)|language:simple:${sysenv.CARAVAN_ADMIN_PASSWORD}",
                "requestStringBody|language:simple:${sysenv.CARAVAN_ADMIN_PASSWORD}",
                "sendBody(java.lang.String,java.lang.Object)|file:/tmp/caravan-attack?fileName=taken",
                "sendStringBody|file:/tmp/caravan-attack?fileName=taken",
                "createEndpoint|file:/tmp/caravan-attack",
                "getGlobalOption|x"
            })
    void theContextTakesNoMessages(String attack) throws IOException {
        String[] parts = attack.split("\\|", 2);
        refused(exec("org.apache.camel:context=caravan,name=\"caravan\",type=context", parts[0], parts[1], "anything"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop()", "suspend()", "restart()", "startAllRoutes()", "reset()"})
    void theContextGoesOn(String operation) throws IOException {
        refused(exec("org.apache.camel:context=caravan,name=\"caravan\",type=context", operation));
    }

    @Test
    void noRouteIsChangedOrRemoved() throws IOException {
        String route = "org.apache.camel:context=caravan,name=\"store-1\",type=routes";
        refused(exec(route, "updateRouteFromXml", "<route/>"));
        refused(exec(route, "remove()"));
        refused("{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}");
        refused(exec("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", "/tmp/caravan-attack.hprof", "true"));
        refused(exec("com.sun.management:type=DiagnosticCommand", "jvmtiAgentLoad", "/tmp/caravan-attack.so"));
    }

    /** As in docs/operate.md; nothing was sent to this store since the start, as there was nothing to send. */
    @Test
    void aStoreWithoutWorkIsStoppedAndStarted() throws Exception {
        JsonNode store = program.send(
                "POST",
                "/integration/woocommerce/connections?force=true",
                "{\"storeName\":\"Quiet\",\"storeUrl\":\"http://127.0.0.1:" + Program.freePort()
                        + "\",\"consumerKey\":\"ck_quiet\",\"consumerSecret\":\"cs_never-shown\",\"autoSync\":false}");
        String route = "store-" + store.path("id").asLong();
        await().atMost(PATIENCE).until(() -> state(route).equals("Started"));

        program.jolokia(exec("org.apache.camel:context=caravan,type=routes,name=\"" + route + "\"", "stop()"));
        assertThat(state(route)).isEqualTo("Stopped");

        program.jolokia(exec("org.apache.camel:context=caravan,type=routes,name=\"" + route + "\"", "start()"));
        assertThat(state(route)).isEqualTo("Started");
    }

    @Test
    void sourcesOfRoutesHoldNoSecrets() throws IOException {
        String shown = program.jolokia(exec(
                                "org.apache.camel:context=caravan,name=\"caravan\",type=context",
                                "dumpRoutesAsXml(boolean)",
                                "true"))
                        .asText()
                + program.jolokia("{\"type\":\"read\",\"config\":{\"ignoreErrors\":true},\"mbean\":"
                        + "\"org.apache.camel:context=caravan,name=\\\"store-1\\\",type=routes\"}");

        assertThat(shown).contains("store-1").doesNotContain(PASSWORD, "cs_", "consumer_secret");
    }

    /** As in docs/operate.md: the page of the attributes, as the diagram of all routes is slow to draw. */
    @Test
    @EnabledIf(value = "dev.caravan.program.Browser#isInstalled", disabledReason = Browser.MISSING)
    void hawtioShowsTheRouteOfAStoreAndStopsAndStartsIt() throws IOException {
        try (Browser browser = Browser.start()) {
            browser.signIn(program.management("/actuator"), "admin", PASSWORD);
            browser.open(program.management("/actuator/hawtio/camel/attributes"));
            browser.click(
                    By.xpath("//li[contains(@class,'tree-view')][.//*[text()='deliver']][not(.//*[text()='rest'])]"
                            + "//button[contains(@class,'toggle')]"));
            browser.click(By.xpath("//*[contains(@class,'tree-view')]//*[text()='store-1']"));
            browser.awaitText("name=\"store-1\"");
            browser.textOf(By.cssSelector(".react-flow__node"));
            browser.picture(Path.of("target", "hawtio.png"));

            browser.click(By.xpath("//a[normalize-space()='Operations']"));
            execute(browser, "stop()");
            await().atMost(PATIENCE).until(() -> state("store-1").equals("Stopped"));
            execute(browser, "start()");
            await().atMost(PATIENCE).until(() -> state("store-1").equals("Started"));
        }
    }

    @Test
    @EnabledIf(value = "dev.caravan.program.Browser#isInstalled", disabledReason = Browser.MISSING)
    void anotherWebsiteDoesNothingOverJolokia() throws IOException {
        String stop =
                "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=caravan,name=\\\"store-2\\\",type=routes\","
                        + "\"operation\":\"stop()\",\"note\":\"\"}";
        String link = "/actuator/jolokia/exec/org.apache.camel:context=caravan,name=%22store-2%22,type=routes/stop()";
        try (Browser browser = Browser.start();
                OtherSite site = new OtherSite()) {
            browser.signIn(program.management("/actuator"), "admin", PASSWORD);
            browser.awaitText("_links");
            for (String host : OtherSite.hosts()) {
                CrossSiteAttacks attacks = new CrossSiteAttacks(browser, site, host);
                attacks.post(program.management("/actuator/jolokia"), stop);
                attacks.post(program.management("/actuator/hawtio/jolokia/"), stop);
                attacks.get(program.management(link));
                attacks.get(program.management("/actuator/prometheus"));
            }
        }
        assertThat(state("store-2")).isEqualTo("Started");
    }

    @Test
    @EnabledIf(value = "dev.caravan.program.Browser#isInstalled", disabledReason = Browser.MISSING)
    void anotherWebsiteDoesNothingOverTheApi() throws IOException {
        try (Browser browser = Browser.start();
                OtherSite site = new OtherSite()) {
            browser.open(program.uri("/api-docs"));
            assertThat(browser.script(
                            "const call = new XMLHttpRequest(); call.open('GET', '/products/1', false, 'admin', arguments[0]);"
                                    + " call.send(); return call.status;",
                            PASSWORD))
                    .as("signed in with Basic")
                    .isEqualTo(200L);
            attackTheApi(browser, site);

            browser.open(program.uri("/login"));
            browser.type(By.name("username"), "admin");
            browser.type(By.name("password"), PASSWORD);
            browser.click(By.cssSelector("button[type=submit]"));
            await().atMost(PATIENCE).until(() -> !browser.address().getPath().equals("/login"));
            browser.open(program.uri("/products/1"));
            browser.awaitText("DEMO-001");
            attackTheApi(browser, site);
        }
        assertThat(program.ask("GET", "/products/sku/TAKEN", null, PATIENCE).statusCode())
                .isEqualTo(404);
    }

    @Test
    @EnabledIf(value = "dev.caravan.program.Browser#isInstalled", disabledReason = Browser.MISSING)
    void aPersonSignsInAndOut() throws IOException {
        try (Browser browser = Browser.start()) {
            SignInByHand person = new SignInByHand(browser, program.uri("/login"));
            person.wrongPasswordIsSaid();
            person.passwordIsPastedAndLookedAt(PASSWORD);
            person.signsIn();
            browser.open(program.uri("/service"));
            browser.awaitText("admin");
            person.signsOut();
            browser.open(program.uri("/service"));
            await().atMost(PATIENCE).until(() -> browser.address().getPath().equals("/login"));
            person.fitsASmallScreen(Path.of("target"));
        }
    }

    private static void execute(Browser browser, String operation) {
        browser.click(By.cssSelector("button[aria-labelledby^='operation " + operation + "']"));
        browser.click(By.xpath("//*[@id='operation-execute-" + operation + "']//button[normalize-space()='Execute']"));
    }

    private static void attackTheApi(Browser browser, OtherSite site) {
        for (String host : OtherSite.hosts()) {
            CrossSiteAttacks attacks = new CrossSiteAttacks(browser, site, host);
            attacks.post(program.uri("/products"), "{\"sku\":\"TAKEN\",\"price\":\"1\",\"name\":\"Taken\"}");
            attacks.get(program.uri("/products/1"));
        }
    }

    private static String state(String route) throws IOException {
        return program.jolokia("{\"type\":\"read\",\"attribute\":\"State\",\"mbean\":"
                        + "\"org.apache.camel:context=caravan,type=routes,name=\\\"" + route + "\\\"\"}")
                .asText();
    }

    private static void refused(String request) throws IOException {
        JsonNode answer = program.jolokiaAnswer(request);

        assertThat(answer.path("status").asInt()).as("%s: %s", request, answer).isEqualTo(403);
        assertThat(answer.toString()).doesNotContain(PASSWORD);
    }

    private static String exec(String mbean, String operation, String... arguments) {
        return MAPPER.createObjectNode()
                .put("type", "exec")
                .put("mbean", mbean)
                .put("operation", operation)
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("arguments", MAPPER.valueToTree(arguments))
                .toString();
    }
}
