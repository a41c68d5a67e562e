package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in {@code examples/} as a newcomer runs them, one after the other against one packed program with the demo. */
@EnabledIf(
        value = "hasShellAndCurl",
        disabledReason = "The examples need sh and curl, and this machine lacks one of them")
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("examples");
    private static final String PASSWORD = "examples-examples";

    @TempDir
    static Path data;

    private static Program program;

    private record Result(int exit, String output) {}

    static boolean hasShellAndCurl() {
        return Stream.of("sh", "curl")
                .allMatch(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> new File(folder, name).canExecute()));
    }

    @BeforeAll
    static void start() throws IOException {
        int north = Program.freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("CARAVAN_ADMIN_PASSWORD", PASSWORD);
        settings.put("CARAVAN_DEMO_PORTS", north + "," + Program.freePort());
        settings.put("CARAVAN_ALERT_CHECK_EVERY", "500ms"); // else two examples would wait for the next look
        settings.put("CARAVAN_SYNC_SWEEP_EVERY", "500ms");
        settings.put("CARAVAN_ALERT_WEBHOOK_URL", "http://127.0.0.1:" + north + "/sandbox/inbox");
        settings.put("CARAVAN_ALERT_WEBHOOK_ALLOW_PRIVATE", "127.0.0.0/8");
        settings.put("CARAVAN_ALERT_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // it starts sooner
        program = Program.start(data, Program.freePort(), PASSWORD, settings).awaitReady();
        program.awaitLine("curl");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        program.close();
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void keepsItsPromise(Path script) throws Exception {
        Result result = run(script, PASSWORD);

        assertThat(result.exit()).as("%s: %s", script, result.output()).isZero();
        assertThat(result.output().lines().toList()).last().asString().startsWith("OK: ");
        assertThat(result.output()).doesNotContain("FAILED");
    }

    /** Those that leave most behind; each of them has run before, or runs afterwards. */
    @ParameterizedTest
    @ValueSource(strings = {"export-a-product.sh", "variants.sh"})
    void mayBeRunAgain(String script) throws Exception {
        Result result = run(EXAMPLES.resolve(script), PASSWORD);

        assertThat(result.exit()).as(result.output()).isZero();
    }

    /** The OpenAPI description is enough for a client that works. */
    @Test
    void aGeneratedClientCreatesExportsAndReadsAProduct(@TempDir Path folder) throws Exception {
        GeneratedClient client = GeneratedClient.of(program, folder, EXAMPLES.resolve("java/FirstProduct.java"));

        String output = client.run("FirstProduct", program.uri("").toString(), "admin", PASSWORD, "EXAMPLE-CLIENT");

        assertThat(output.lines().toList())
                .last()
                .asString()
                .matches("OK: product \\d+ \\(A mug by a client, 12.90\\) is product \\d+ of Sandbox North");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Result result = run(EXAMPLES.resolve("preview.sh"), "not-the-password");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .contains("FAILED: Caravan does not know the password of admin: set PASSWORD.")
                .doesNotContain("OK: ");
    }

    private static Result run(Path script, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("CARAVAN", program.uri("").toString());
        builder.environment().put("PASSWORD", password);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
