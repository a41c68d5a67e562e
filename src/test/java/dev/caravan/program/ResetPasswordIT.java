package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command reset-password of the packed jar. */
class ResetPasswordIT {

    private static final String LOST = "lost for all time";
    private static final String ONCE = "Password, shown only this once: ";

    @TempDir
    Path data;

    private record Result(int exit, String output) {}

    private Result command(String input, String... args) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar");
        builder.command().add(Program.unpacked().toString());
        builder.command().addAll(List.of(args));
        builder.environment().keySet().removeIf(name -> name.startsWith("CARAVAN_"));
        builder.environment().put("CARAVAN_DATA_DIR", data.toString());
        Process process = builder.redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private Program start(String password) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("CARAVAN_ADMIN_PASSWORD", LOST);
        settings.put("CARAVAN_DEMO", "false");
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // it starts sooner
        return Program.start(Program.unpacked(), data, Program.freePort(), password, settings)
                .awaitReady();
    }

    @Test
    void letsTheAdminInAgainWithoutSql() throws Exception {
        assertThat(command("", "reset-password").exit()).isEqualTo(2);
        try (Program program = start(LOST)) {
            Result running = command("", "reset-password", "admin");
            assertThat(running.exit()).isEqualTo(3);
            assertThat(running.output())
                    .contains("another Caravan already runs")
                    .contains("Stop it");
        }

        assertThat(command("", "reset-password", "nobody").exit()).isEqualTo(1);
        Result tooShort = command("short\n", "reset-password", "--stdin", "admin");
        assertThat(tooShort.exit()).isEqualTo(2);
        assertThat(tooShort.output()).contains("12 to 128").doesNotContain("short\n");
        Result done = command("", "reset-password", "ADMIN");
        assertThat(done.exit()).as(done.output()).isZero();
        assertThat(done.output()).contains(ONCE).hasLineCount(2);
        String password = done.output()
                .substring(done.output().indexOf(ONCE) + ONCE.length())
                .strip();

        try (Program program = start(password)) {
            assertThat(program.get("/me").path("role").asText()).isEqualTo("admin");
            assertThat(program.get("/audit-log?action=reset-password")
                            .at("/data/0/after/password")
                            .asText())
                    .isEqualTo("changed");
            assertThat(program.askWith(LOST, "/me").statusCode()).isEqualTo(401);
        }
    }
}
