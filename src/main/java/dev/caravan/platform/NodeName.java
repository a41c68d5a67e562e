package dev.caravan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The name of this process among those that share a database: created once, and kept in the data folder. A process that
 * starts on the folder of a crashed one has its name, so it knows that no process holds the claims under that name.
 */
@Component
public final class NodeName {

    private final String value;

    public NodeName(LocalFiles files) {
        Path file = files.path("node-name");
        try {
            if (!Files.exists(file)) {
                PrivateFiles.replace(file, UUID.randomUUID().toString());
            }
            value = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The name of this node cannot be kept in " + file, e);
        }
    }

    public String value() {
        return value;
    }
}
