package dev.caravan.platform.web;

import dev.caravan.platform.ApiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** The body of a request as it comes in: in memory while it is small, then in a file. */
final class ReceivedBody {

    private static final int IN_MEMORY = 64 * 1024;

    private final Path folder;
    private final SpoolSpace.Part space;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final @Nullable Authentication sender;
    private @Nullable Path path;
    private @Nullable OutputStream file;
    private long length;
    private volatile @Nullable ApiException problem;

    /** @param sender the signed-in caller, if there is one */
    ReceivedBody(Path folder, SpoolSpace.Part space, @Nullable Authentication sender) {
        this.folder = folder;
        this.space = space;
        this.sender = sender;
    }

    /** @return false if there is no room for it */
    boolean add(byte[] bytes, int count) throws IOException {
        length += count;
        if (length > IN_MEMORY && !space.take(file == null ? length : count)) {
            return false;
        }
        if (file == null && length > IN_MEMORY) {
            Files.createDirectories(folder);
            path = Files.createTempFile(folder, "body-", null);
            file = Files.newOutputStream(path);
            memory.writeTo(file);
            memory.reset();
        }
        (file == null ? memory : file).write(bytes, 0, count);
        return true;
    }

    /** The body is complete. */
    void end() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    InputStream open() throws IOException {
        return path == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(path);
    }

    long length() {
        return length;
    }

    @Nullable Authentication sender() {
        return sender;
    }

    /** Why the body is refused; the first reason counts. */
    synchronized void refuse(ApiException reason) {
        if (problem == null) {
            problem = reason;
        }
    }

    @Nullable ApiException problem() {
        return problem;
    }

    void delete() {
        try {
            end();
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            space.giveBack();
        }
    }
}
