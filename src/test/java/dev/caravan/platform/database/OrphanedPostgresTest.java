package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose end nobody has collected: as in a container, where Java is the first process. */
@EnabledOnOs(OS.LINUX)
class OrphanedPostgresTest {

    @TempDir
    Path data;

    private Process parent;
    private ProcessHandle server;

    /** The parent becomes a program that knows nothing of its child. */
    @BeforeEach
    void start() throws IOException {
        parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
        try (BufferedReader output = parent.inputReader()) {
            server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        }
        Path name = Path.of("/proc", Long.toString(parent.pid()), "comm");
        await("until it is no shell any more, which would collect its child")
                .until(() -> Files.readString(name).strip().equals("sleep"));
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
        parent.destroyForcibly();
    }

    @Test
    void seesThatAServerHasEndedOfWhichAZombieIsLeft() throws IOException {
        Path pidFile = Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n");
        assertThat(OrphanedPostgres.runs(server)).isTrue();

        server.destroyForcibly();

        await().until(() -> !OrphanedPostgres.runs(server));
        assertThat(server.isAlive()).as("a zombie").isTrue();
        OrphanedPostgres.forgetReusedNumber(data);
        assertThat(pidFile).doesNotExist();
    }
}
