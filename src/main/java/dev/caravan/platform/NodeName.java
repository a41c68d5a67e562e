package dev.caravan.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who this process is among those that share a database: made once, kept in the data folder. A process that starts on the
 * folder of one that crashed has its name, and knows so that what was held under it is held by nobody.
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
