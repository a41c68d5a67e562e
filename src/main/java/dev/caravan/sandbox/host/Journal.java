package dev.caravan.sandbox.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.ChangeLog;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.product.Catalogue;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applied changes as JSON lines in a file. Each line is handed to the operating system at once, so it survives a
 * {@code kill -9} of the process, but not a power cut.
 */
final class Journal implements ChangeLog, AutoCloseable {

    private final OutputStream out;

    private Journal(OutputStream out) {
        this.out = out;
    }

    /** Replays the file, compacts it and appends to it from then on. @param file null for none */
    static @Nullable Journal opened(@Nullable Path file, Catalogue catalogue) {
        if (file == null) {
            return null;
        }
        replay(file, catalogue::replay);
        return compact(file, catalogue.state());
    }

    /** Passes every line of the file to {@code apply}; an incomplete last line is ignored. */
    static void replay(Path file, Consumer<ObjectNode> apply) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (long number = 1; line != null; number++) {
                String following = lines.readLine();
                try {
                    apply.accept((ObjectNode) Json.MAPPER.readTree(line));
                } catch (JsonProcessingException | ClassCastException e) {
                    if (following != null) {
                        throw new IOException("line " + number + " of the journal cannot be read: " + file, e);
                    }
                }
                line = following;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file by {@code state} in one step, then appends to it. */
    static Journal compact(Path file, Stream<ObjectNode> state) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder, OwnerOnly.folder(fresh));
            }
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, OwnerOnly.file(fresh));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
                state.forEach(line -> write(out, line));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Journal(Files.newOutputStream(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void append(ObjectNode line) {
        write(out, line);
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, ObjectNode line) {
        byte[] json = Json.bytes(line);
        byte[] whole = Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        try {
            out.write(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
