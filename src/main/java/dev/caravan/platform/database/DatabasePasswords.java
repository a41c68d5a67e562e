package dev.caravan.platform.database;

import dev.caravan.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passwords of the embedded PostgreSQL's roles, in a file that {@code psql} understands too ({@code PGPASSFILE}). */
record DatabasePasswords(String superuser, String owner, String runtime) {

    static final String SUPERUSER = "postgres";
    /** Owns the tables; used by Flyway. */
    static final String OWNER = "caravan_owner";
    /** Reads and writes rows; used by everything else in Caravan. */
    static final String RUNTIME = "caravan_app";

    private static final int BYTES = 24;
    private static final String ANY_HOST_PORT_AND_DATABASE = "*:*:*:";

    static DatabasePasswords generated() {
        SecureRandom random = new SecureRandom();
        return new DatabasePasswords(generated(random), generated(random), generated(random));
    }

    private static String generated(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The passwords in a file; empty if it is missing or incomplete. */
    static Optional<DatabasePasswords> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Map<String, String> passwords = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> parts = List.of(line.strip().split(":"));
            if (parts.size() == 5) {
                passwords.put(parts.get(3), parts.get(4));
            }
        }
        String superuser = passwords.get(SUPERUSER);
        String owner = passwords.get(OWNER);
        String runtime = passwords.get(RUNTIME);
        return superuser == null || owner == null || runtime == null
                ? Optional.empty()
                : Optional.of(new DatabasePasswords(superuser, owner, runtime));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# passwords of the embedded PostgreSQL; with PGPASSFILE=<this file> psql and pg_dump know them");
        lines.add(ANY_HOST_PORT_AND_DATABASE + SUPERUSER + ":" + superuser);
        lines.add(ANY_HOST_PORT_AND_DATABASE + OWNER + ":" + owner);
        lines.add(ANY_HOST_PORT_AND_DATABASE + RUNTIME + ":" + runtime);
        PrivateFiles.replace(file, String.join("\n", lines) + "\n");
    }

    /** Overridden, because a record would show them. */
    @Override
    public String toString() {
        return "DatabasePasswords[not shown]";
    }
}
