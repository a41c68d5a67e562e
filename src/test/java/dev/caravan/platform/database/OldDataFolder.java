package dev.caravan.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A data folder as Caravan left it before its database had passwords: everyone is superuser, most files are open. */
final class OldDataFolder {

    private OldDataFolder() {}

    /** @param program where PostgreSQL is unpacked; tests that share it save the time */
    static void make(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("caravan.lock"), "");
        Files.writeString(folder.resolve("node-name"), "old");
        Path uploads = Files.createDirectories(folder.resolve("assets/ab"));
        Files.writeString(uploads.resolve("abcd"), "a picture");
        Files.createDirectories(folder.resolve("spool"));
        makeDatabase(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(path -> !path.startsWith(folder.resolve("postgres")))
                    .toList()) {
                boolean runs = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        Files.setPosixFilePermissions(folder.resolve("postgres-program"), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void makeDatabase(Path folder) throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPort(FreePort.choose())
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "off")
                .start()) {
            Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                Connections.execute(
                        connection,
                        "INSERT INTO account (name) VALUES ('kept')",
                        "CREATE VIEW seen AS SELECT name FROM account",
                        "CREATE SEQUENCE counted");
            }
        }
        Path program = folder.resolve("postgres-program/PG-old/bin");
        Files.createDirectories(program);
        Files.writeString(program.resolve("postgres"), "#!/bin/sh\nexit 1\n"); // what an attacker may have put there
        Files.writeString(folder.resolve("postgres-program/PG-old/.exists"), "");
    }
}
