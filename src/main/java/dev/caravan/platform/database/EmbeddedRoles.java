package dev.caravan.platform.database;

import dev.caravan.platform.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Creates the roles that Caravan uses in the embedded PostgreSQL. The superuser is used only for this. It is one
 * transaction, so after a crash the next start does all of it.
 */
final class EmbeddedRoles {

    private EmbeddedRoles() {}

    static void prepare(DataSource asSuperuser, DatabasePasswords passwords) throws SQLException {
        try (Connection connection = asSuperuser.getConnection()) {
            connection.setAutoCommit(false);
            Sql sql = new Sql(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            for (String statement : List.of("platform/create-roles", "platform/hand-over-tables")) {
                sql.statement(statement).update();
            }
            PGConnection server = connection.unwrap(PGConnection.class);
            setPassword(server, DatabasePasswords.OWNER, passwords.owner());
            setPassword(server, DatabasePasswords.RUNTIME, passwords.runtime());
            connection.commit();
        }
    }

    /** The driver sends a hash, so the server cannot log the password. */
    private static void setPassword(PGConnection server, String role, String password) throws SQLException {
        server.alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }
}
