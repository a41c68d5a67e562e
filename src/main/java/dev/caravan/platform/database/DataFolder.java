package dev.caravan.platform.database;

import dev.caravan.platform.PrivateFiles;
import dev.caravan.platform.settings.WrongSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder with all local files, for Caravan's user alone. A lock allows one Caravan at a time; it ends with the
 * process.
 */
final class DataFolder implements AutoCloseable {

    /** {@link EmbeddedDatabase} checks whether others could write to it before its mode is changed. */
    static final String DATABASE_PROGRAM = "postgres-program";

    /** If others could read the key, the start logs a warning. */
    private static final String KEY_FILE = "secret.key";

    private static final Duration MODES_WITHIN = Duration.ofSeconds(10);

    private final Path root;
    private final FileChannel channel;

    DataFolder(Path dir) {
        root = dir.toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolders(root);
            OwnerOnly.closeFolder(root);
            channel = PrivateFiles.open(
                    root.resolve("caravan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock() == null) {
                channel.close();
                throw new WrongSettingException("CARAVAN_DATA_DIR is in use: another Caravan already runs on " + root
                        + ". Stop it, or give this one a folder of its own");
            }
            new OwnerOnly(MODES_WITHIN).closeContent(root, Set.of(DATABASE_PROGRAM, KEY_FILE));
            PrivateFiles.createFolders(root.resolve("spool")); // Camel would create it with the default mode
        } catch (IOException e) {
            throw new UncheckedIOException("CARAVAN_DATA_DIR cannot be used: " + root + " is not a writable folder", e);
        }
    }

    private @Nullable FileLock lock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process, as in tests
        }
    }

    Path path(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
