package dev.caravan.platform.database;

import dev.caravan.platform.database.DatabaseLogins.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections to an embedded PostgreSQL, as each of its roles. */
final class Connections {

    private Connections() {}

    static Connection asOwner(EmbeddedDatabase database) throws SQLException {
        return open(database, database.logins().owner().orElseThrow());
    }

    static Connection asRuntime(EmbeddedDatabase database) throws SQLException {
        return open(database, database.logins().runtime().orElseThrow());
    }

    static Connection asSuperuser(EmbeddedDatabase database, Path folder) throws SQLException, IOException {
        String password = DatabasePasswords.read(folder.resolve("postgres-passwords"))
                .orElseThrow()
                .superuser();
        return open(database, new Login("postgres", password));
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection open(EmbeddedDatabase database, Login login) throws SQLException {
        return DriverManager.getConnection(database.logins().url(), login.user(), login.password());
    }

    /** The port that the server of a data folder listens on. */
    static int port(Path folder) throws IOException {
        return Integer.parseInt(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip());
    }
}
