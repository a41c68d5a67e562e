package dev.caravan.program;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Caravan in a process of its own, started from the packed jar. */
public final class Program implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final int port;
    private final int managementPort;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String password;

    private Program(Process process, int port, int managementPort, String password) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.password = password;
        Thread reader = new Thread(this::read, "output of the program");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it from the packed jar. @param settings environment variables */
    public static Program start(Path dataDir, int port, String password, Map<String, String> settings)
            throws IOException {
        return start(Path.of(System.getProperty("caravan.jar")), dataDir, port, password, settings);
    }

    /** @param jar the packed one, or {@link #unpacked} */
    public static Program start(Path jar, Path dataDir, int port, String password, Map<String, String> settings)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CARAVAN_"));
        builder.environment().put("CARAVAN_DATA_DIR", dataDir.toString());
        builder.environment().put("CARAVAN_PORT", Integer.toString(port));
        builder.environment().put("CARAVAN_MANAGEMENT_PORT", Integer.toString(freePort()));
        builder.environment().putAll(settings);
        int managementPort = Integer.parseInt(builder.environment().get("CARAVAN_MANAGEMENT_PORT"));
        return new Program(builder.start(), port, managementPort, password);
    }

    /**
     * The packed jar, unpacked with its own tool: it is the same program, and starts with two thirds of the work. Made once for all
     * tests of a run.
     *
     * @return what to start
     */
    public static Path unpacked() {
        return Unpacked.JAR;
    }

    /**
     * One that is free, and was not given to another test before; below those that connections are made from (32768 and more on
     * Linux), as one of these could take it before it is listened on.
     */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return port;
                }
            } catch (IOException e) {
                // somebody listens on it
            }
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("(the output broke off)");
        }
    }

    /** Waits until it is ready to serve. */
    public Program awaitReady() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("it ended: " + String.join("\n", output));
                    }
                    return isReady();
                });
        return this;
    }

    /** Waits for a line of its output that begins so, and gives it. */
    String awaitLine(String beginning) {
        await().atMost(Duration.ofMinutes(1)).until(() -> output.stream().anyMatch(line -> line.startsWith(beginning)));
        return output.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** The lines after the first one that begins so. */
    List<String> outputAfter(String beginning) {
        return output.stream()
                .dropWhile(line -> !line.startsWith(beginning))
                .skip(1)
                .toList();
    }

    private boolean isReady() {
        try {
            return client.send(
                                    HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** The address of a path on the management port. */
    public URI management(String path) {
        return URI.create("http://localhost:" + managementPort + path);
    }

    public JsonNode get(String path) {
        return json(call("GET", path, null));
    }

    public JsonNode send(String method, String path, String json) {
        return json(call(method, path, json));
    }

    /** Any call as the admin; an answer that is no success is a failure of the test. */
    public String call(String method, String path, @Nullable String json) {
        try {
            HttpResponse<String> response = ask(method, path, json, Duration.ofMinutes(5));
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any call as the admin, whatever comes of it. @throws IOException if no answer came in time */
    public HttpResponse<String> ask(String method, String path, @Nullable String json, Duration patience)
            throws IOException {
        return ask(method, uri(path), json, patience);
    }

    /** Any call as the admin to any address. @throws IOException if no answer came in time */
    public HttpResponse<String> ask(String method, URI address, @Nullable String json, Duration patience)
            throws IOException {
        return ask(password, method, address, json, patience);
    }

    /** A read as the admin with some password, whatever comes of it. */
    HttpResponse<String> askWith(String password, String path) throws IOException {
        return ask(password, "GET", uri(path), null, Duration.ofMinutes(1));
    }

    private HttpResponse<String> ask(
            String password, String method, URI address, @Nullable String json, Duration patience) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8)))
                .header(
                        "Content-Type",
                        address.getPath().endsWith("/bulk") ? "application/x-ndjson" : "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> output() {
        return output;
    }

    /** Resident memory in megabytes. */
    long rssMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    /** The metrics, as Prometheus reads them. */
    public String metrics() {
        try {
            HttpResponse<String> response = ask("GET", management("/actuator/prometheus"), null, Duration.ofMinutes(1));
            if (response.statusCode() != 200) {
                throw new AssertionError("metrics: " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request to Jolokia. @return what is under {@code value} */
    public JsonNode jolokia(String request) throws IOException {
        return jolokiaAnswer(request).path("value");
    }

    /** A request to Jolokia, or an array of such, and its whole answer. */
    JsonNode jolokiaAnswer(String request) throws IOException {
        return json(ask("POST", management("/actuator/jolokia"), request, Duration.ofMinutes(1))
                .body());
    }

    /** Runs a garbage collection; over HTTP there is no way to. */
    public void collectGarbage() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd GC.run failed");
        }
    }

    /** What the heap holds now, before a collection as well as after one. */
    public long heapMegabytes() {
        return metrics()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1_000_000;
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}. @return how long it took to end */
    Duration stop() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. @return the exit code */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("it goes on");
        }
        return process.exitValue();
    }

    /** Sends a signal, for example {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }
}
