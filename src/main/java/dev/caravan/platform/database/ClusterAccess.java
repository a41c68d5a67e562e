package dev.caravan.platform.database;

import dev.caravan.platform.PrivateFiles;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.util.PasswordUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Restricts connections to the embedded PostgreSQL to clients with a password. All steps are done while the server
 * does not run, so at no moment could another user of the machine connect.
 *
 * <p>The order of the steps makes a crash harmless. The superuser's password is set first, then {@code pg_hba.conf}
 * asks for it, then the file with the passwords is put in place. If one of both files is missing, all steps are done
 * again.
 */
final class ClusterAccess {

    static final String SOCKET_FOLDER = "postgres-socket";
    private static final String PASSWORD_FILE = "postgres-passwords";
    /** Exists while a first start has not finished. */
    private static final String UNFINISHED = "postgres-unfinished";

    private static final Logger log = LoggerFactory.getLogger(ClusterAccess.class);
    private static final long SINGLE_USER_MINUTES = 10; // it recovers first, after a crash

    private static final String ROLES =
            String.join(",", DatabasePasswords.SUPERUSER, DatabasePasswords.OWNER, DatabasePasswords.RUNTIME);
    /** No line for replication: that is refused. */
    private static final String PG_HBA = """
            # Written by Caravan at each start: only who knows a password may connect.
            # The passwords are in the file postgres-passwords.
            local all %1$s scram-sha-256
            host  all %1$s 127.0.0.1/32 scram-sha-256
            host  all %1$s ::1/128      scram-sha-256
            """.formatted(ROLES);

    private final Path data;
    private final Path program;
    private final Path hba;
    private final Path passwordFile;
    private final Path unfinished;
    private final Path sockets;
    private final DatabasePasswords passwords;

    ClusterAccess(DataFolder folder, Path data, Path program) throws IOException {
        this.data = data;
        this.program = program;
        hba = data.resolve("pg_hba.conf");
        passwordFile = folder.path(PASSWORD_FILE);
        unfinished = folder.path(UNFINISHED);
        sockets = folder.path(SOCKET_FOLDER);
        passwords = DatabasePasswords.read(passwordFile).orElseGet(DatabasePasswords::generated);
    }

    DatabasePasswords passwords() {
        return passwords;
    }

    /** Runs before everything else: removes files that must not be used. */
    void prepare() throws IOException {
        if (Files.exists(unfinished) && !asksForPasswords()) { // initdb was ended in the middle: there are no data yet
            FileSystemUtils.deleteRecursively(data);
        }
        if (Files.notExists(data.resolve("postgresql.conf"))) {
            PrivateFiles.replace(unfinished, "");
        }
        if (Files.exists(program) && OwnerOnly.othersMayWrite(program)) {
            log.info("Unpacking PostgreSQL again: others could write to its folder {}", program);
            FileSystemUtils.deleteRecursively(program);
        }
        PrivateFiles.createFolders(program);
        if (PrivateFiles.haveModes(sockets)) {
            FileSystemUtils.deleteRecursively(sockets); // of a server that was killed
            PrivateFiles.createFolders(sockets);
        }
    }

    /** Runs after initdb, and before each start of the server. */
    void close() {
        try {
            boolean known = DatabasePasswords.read(passwordFile).isPresent();
            if (!known || !asksForPasswords()) {
                setPasswordOfSuperuser();
                PrivateFiles.replace(hba, PG_HBA);
                passwords.write(passwordFile);
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException("The password of the embedded PostgreSQL cannot be set", e);
        }
    }

    private boolean asksForPasswords() throws IOException {
        return Files.exists(hba) && Files.readString(hba).equals(PG_HBA);
    }

    /** In single-user mode the server listens nowhere. It is given a hash, so no log can show the password. */
    private void setPasswordOfSuperuser() throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) { // as zonky does: PostgreSQL refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(server().toString(), "--single", "-D", data.toString(), "-c", "exit_on_error=on"));
        command.add("postgres");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(alterSuperuser().getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(SINGLE_USER_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("PostgreSQL did not take the password of its superuser on " + data);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String alterSuperuser() throws IOException {
        try {
            return PasswordUtil.genAlterUserPasswordSQL(
                            DatabasePasswords.SUPERUSER, passwords.superuser().toCharArray(), "scram-sha-256")
                    + "\n";
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The newest one that zonky has unpacked; after an update of Caravan there may be two. */
    private Path server() throws IOException {
        List<Path> unpacked = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(program, "PG-*")) {
            folders.forEach(unpacked::add);
        }
        return unpacked.stream()
                .max((a, b) -> Long.compare(unpackedAt(a), unpackedAt(b)))
                .orElseThrow(() -> new IOException("no PostgreSQL in " + program))
                .resolve("bin")
                .resolve(PrivateFiles.haveModes(program) ? "postgres" : "postgres.exe");
    }

    private static long unpackedAt(Path folder) {
        return folder.resolve(".exists").toFile().lastModified();
    }
}
