package dev.caravan.demo;

import dev.caravan.platform.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The API keys of the demo's sandbox stores: created at their first start, and kept in a file that only its owner can
 * read.
 */
final class DemoKeys {

    private static final int BYTES = 20;

    private final Path file;
    private final Properties keys = new Properties();

    DemoKeys(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    keys.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String key(String store) {
        return of(store + ".key", "ck_");
    }

    String secret(String store) {
        return of(store + ".secret", "cs_");
    }

    private String of(String name, String prefix) {
        String known = keys.getProperty(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String made = prefix + HexFormat.of().formatHex(bytes);
        keys.setProperty(name, made);
        save();
        return made;
    }

    private void save() {
        try {
            PrivateFiles.createFoldersOf(file);
            StringWriter text = new StringWriter();
            keys.store(text, "API keys of the demo's sandbox stores");
            PrivateFiles.replace(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
