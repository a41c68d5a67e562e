package dev.caravan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder with everything local. One Caravan at a time: the lock lives and dies with the process. */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;

    DataFolder(Path dir) {
        root = dir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            channel =
                    FileChannel.open(root.resolve("caravan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock() == null) {
                channel.close();
                throw new WrongSettingException("CARAVAN_DATA_DIR is in use: another Caravan already runs on " + root
                        + ". Stop it, or give this one a folder of its own");
            }
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
