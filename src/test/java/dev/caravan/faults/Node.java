package dev.caravan.faults;

import dev.caravan.program.Program;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Caravan with a data folder and a port of its own, which may be killed and started again. */
final class Node implements AutoCloseable {

    static final String PASSWORD = "faults-faults";

    private final Path jar;
    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private volatile @Nullable Program program;

    Node(Path jar, Path data, Map<String, String> settings) throws IOException {
        this.jar = jar;
        this.data = data;
        this.port = Program.freePort();
        this.settings = new HashMap<>(settings);
        this.settings.putIfAbsent("CARAVAN_ADMIN_PASSWORD", PASSWORD);
        this.settings.putIfAbsent("CARAVAN_DEMO", "false");
        this.settings.putIfAbsent("CARAVAN_STORE_ALLOW_PRIVATE", "127.0.0.0/8");
        this.settings.putIfAbsent("CARAVAN_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        this.settings.putIfAbsent("CARAVAN_SYNC_SWEEP_EVERY", "1s");
    }

    /** Starts it and waits until it is ready. */
    Node start() throws IOException {
        launch().awaitReady();
        return this;
    }

    /** Another test may have ended it. */
    Node startIfEnded() throws IOException {
        return program().isAlive() ? this : start();
    }

    /** Starts it, whatever becomes of it. */
    Program launch() throws IOException {
        Program started = Program.start(jar, data, port, PASSWORD, settings);
        program = started;
        return started;
    }

    Program program() {
        Program running = program;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    /** A call as the admin. @throws IOException if it is not there, or does not answer in time */
    HttpResponse<String> ask(String method, String path, @Nullable String json) throws IOException {
        return program().ask(method, path, json, Duration.ofSeconds(60));
    }

    @Override
    public void close() throws InterruptedException {
        Program running = program;
        if (running != null) {
            running.kill(); // its stores and database are going as well
        }
    }
}
