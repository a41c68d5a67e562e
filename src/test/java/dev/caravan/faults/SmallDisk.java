package dev.caravan.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few megabytes that can be filled: a tmpfs, mounted by root, or by anybody in a namespace of his own,
 * into which others look through {@code /proc}.
 */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final Path mount;
    /** Keeps the namespace; null if it is mounted for everybody. */
    private final @Nullable Process holder;

    private final Path folder;

    private SmallDisk(Path mount, @Nullable Process holder) throws IOException {
        this.mount = mount;
        this.holder = holder;
        Path root = holder == null ? Path.of("/") : Path.of("/proc/" + holder.pid() + "/root");
        this.folder = Files.createDirectory(
                root.resolve(Path.of("/").relativize(mount.toAbsolutePath())).resolve("disk"));
    }

    /** Where nothing can be mounted, the test ends here without a failure. */
    static SmallDisk mount(Path at, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(at);
        String mount = "mount -t tmpfs -o size=%dm,mode=777 tmpfs '%s'".formatted(megabytes, at);
        if (new ProcessBuilder("sh", "-c", mount).start().waitFor() == 0) {
            return new SmallDisk(at, null);
        }
        Process holder =
                new ProcessBuilder("unshare", "-rm", "sh", "-c", mount + " && echo mounted && exec cat").start();
        String line =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!"mounted".equals(line)) {
            Assumptions.abort("A small disk can be mounted neither directly nor in a namespace of its own");
        }
        return new SmallDisk(at, holder);
    }

    Path folder() {
        return folder;
    }

    /** To the last byte. */
    void fill() throws IOException {
        byte[] some = new byte[CHUNK];
        try (OutputStream file = Files.newOutputStream(folder.resolve("fill"))) {
            for (int size = CHUNK; size > 0; size = size == CHUNK ? 1 : 0) {
                writeUntilFull(file, some, size);
            }
        }
    }

    private static void writeUntilFull(OutputStream file, byte[] some, int size) {
        try {
            while (true) {
                file.write(some, 0, size);
            }
        } catch (IOException full) {
            // that is what it is for
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(folder.resolve("fill"));
    }

    /** Whoever uses it must have ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (holder == null) {
            new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor(10, TimeUnit.SECONDS);
        } else {
            holder.getOutputStream().close();
            holder.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
