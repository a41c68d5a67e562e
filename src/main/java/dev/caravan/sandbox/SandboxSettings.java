package dev.caravan.sandbox;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sandbox store.
 *
 * @param port 0 for any free one; always on the loopback
 * @param journal file that keeps the products over a restart; null for none
 * @param hosting how it takes keys
 */
public record SandboxSettings(
        String name,
        int port,
        String consumerKey,
        String consumerSecret,
        @Nullable Path journal,
        SandboxHosting hosting) {

    /** As a store under https. */
    public SandboxSettings(String name, int port, String consumerKey, String consumerSecret, @Nullable Path journal) {
        this(name, port, consumerKey, consumerSecret, journal, SandboxHosting.HTTPS);
    }

    /** Any free port, a random key, no journal. */
    public static SandboxSettings forTests(String name) {
        return new SandboxSettings(name, 0, "ck_" + random(), "cs_" + random(), null);
    }

    public SandboxSettings withHosting(SandboxHosting hosting) {
        return new SandboxSettings(name, port, consumerKey, consumerSecret, journal, hosting);
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
