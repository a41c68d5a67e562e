package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A database that ends by itself comes back, with its data and at its address. */
@SlowTest
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private DataFolder dataFolder;
    private EmbeddedDatabase database;

    @BeforeEach
    void open() {
        dataFolder = new DataFolder(folder);
        database = new EmbeddedDatabase(dataFolder);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        dataFolder.close();
    }

    @Test
    void startsAgainAfterAKillOfItsServerAndWhenItCanAfterAStartThatFails(CapturedOutput output) throws Exception {
        execute("CREATE TABLE kept AS SELECT 7 AS number");

        kill();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> number("SELECT number FROM kept") == 7);
        await().atMost(PATIENCE).until(() -> output.toString().contains("had ended by itself, and runs again"));

        Path data = folder.resolve("postgres");
        Files.move(data.resolve("global"), data.resolve("away"));
        kill();
        await().atMost(PATIENCE).until(() -> output.toString().contains("does not start (1 time(s)); its disk has"));
        Files.move(data.resolve("away"), data.resolve("global"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> number("SELECT number FROM kept") == 7);

        database.close();
        assertThat(OrphanedPostgres.recorded(data))
                .as("the server after its end")
                .isEmpty();
    }

    private void kill() {
        ProcessHandle server =
                OrphanedPostgres.recorded(folder.resolve("postgres")).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Connections.asOwner(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = Connections.asOwner(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
