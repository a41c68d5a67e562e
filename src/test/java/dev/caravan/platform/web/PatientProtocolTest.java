package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of Tomcat's connections, which take long or many in the program: on a Tomcat with small ones. */
class PatientProtocolTest {

    private static final int MOST_CONNECTIONS = 16;
    private static final int HEAD_MILLIS = 300;
    private static final int PAUSE_MILLIS = 400;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Tomcat tomcat = new Tomcat();
    private final List<RawClient> clients = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Connector connector = new Connector(PatientProtocol.class.getName());
        connector.setPort(0);
        connector.setProperty("headMillis", String.valueOf(HEAD_MILLIS));
        connector.setProperty("maxConnections", String.valueOf(MOST_CONNECTIONS));
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
        Wrapper working = Tomcat.addServlet(context, "working", new Working());
        working.setAsyncSupported(true);
        working.addMapping("/working");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aHeadThatTricklesHasAnEnd() throws Exception {
        atOnce(trickler("GET / HTTP/1.1\r\nX-Slow: "), trickler("GE"));
    }

    private Callable<Void> trickler(String beginning) throws IOException {
        RawClient client = client("127.0.0.1").send(beginning);
        return () -> {
            long began = System.nanoTime();
            while (client.trySend("a") && seconds(began) < 20) {
                assertThat(client.read(20, "HTTP")).isEmpty();
            }
            assertThat(seconds(began)).as(beginning).isLessThan(10);
            return null;
        };
    }

    @Test
    void aConnectionLivesOnForAsManyRequestsAsItLikes() throws Exception {
        RawClient client = client("127.0.0.1");
        long began = System.nanoTime();
        while (System.nanoTime() - began < Duration.ofMillis(3 * HEAD_MILLIS).toNanos()) {
            client.send(REQUEST.substring(0, 20));
            client.send(REQUEST.substring(20));
            assertThat(client.read(5_000, "hello")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anAddressLeavesConnectionsToOthers() throws Exception {
        List<RawClient> greedy = new ArrayList<>();
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            greedy.add(client("127.0.0.1").send("GET"));
        }

        assertThat(client("127.0.0.2").send(REQUEST).read(5_000, "hello")).startsWith("HTTP/1.1 200");
    }

    /** Tomcat itself would end it: it goes on to read after a chunked body. */
    @Test
    void workOnAChunkedBodyMayTakeLongerThanAPauseOfTheSender() throws Exception {
        tomcat.getConnector().setProperty("connectionTimeout", String.valueOf(PAUSE_MILLIS));
        String head = "POST /working HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        atOnce(
                sender(head + "5\r\nhello\r\n0\r\n\r\n"),
                sender(head, "5\r\nhello\r\n", "0\r\n\r\n"),
                sender(head + "5\r\nhel", "lo\r\n0\r\nX-Trailer: a\r\n", "\r\n"));
    }

    /** Sends a body in these pieces, and another request when that is answered. */
    private Callable<Void> sender(String... pieces) throws IOException {
        RawClient client = client("127.0.0.1").send(pieces[0]);
        return () -> {
            for (String piece : List.of(pieces).subList(1, pieces.length)) {
                client.send(piece);
            }
            assertThat(client.read(10_000, "worked")).as("%s", List.of(pieces)).startsWith("HTTP/1.1 200");

            client.send(REQUEST);
            assertThat(client.read(5_000, "hello")).startsWith("HTTP/1.1 200");
            return null;
        };
    }

    /** The next request, or the next piece of a body, has to come in time as before. */
    @Test
    void aSenderThatStopsIsNotWaitedFor() throws Exception {
        tomcat.getConnector().setProperty("connectionTimeout", String.valueOf(PAUSE_MILLIS));
        String head = "POST /working HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        RawClient silent = client("127.0.0.1").send(head + "5\r\nhel");
        long began = System.nanoTime();
        RawClient idle = client("127.0.0.1").send(head + "5\r\nhello\r\n0\r\n\r\n");
        assertThat(idle.read(10_000, "worked")).startsWith("HTTP/1.1 200");

        for (RawClient client : List.of(silent, idle)) {
            client.read(20_000, "never comes");
            assertThat(seconds(began)).as("closed").isLessThan(10);
        }
    }

    /** Each takes as long as a limit of the server's, or longer. */
    @SafeVarargs
    private static void atOnce(Callable<Void>... clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.length);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(clients))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private RawClient client(String from) throws IOException {
        RawClient client = new RawClient(tomcat.getConnector().getLocalPort(), from);
        clients.add(client);
        return client;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static final class Hello extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("hello");
        }
    }

    /** Receives a body without a thread, and works on it for longer than a sender may pause. */
    private static final class Working extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getAttribute("worked") != null) {
                response.getWriter().write("worked");
                return;
            }
            AsyncContext async = request.startAsync();
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                request.setAttribute("worked", true);
                CompletableFuture.delayedExecutor(4 * PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(async::dispatch);
                return;
            }
            ServletInputStream in = request.getInputStream();
            in.setReadListener(new ReadListener() {
                private final byte[] piece = new byte[100];

                @Override
                public void onDataAvailable() throws IOException {
                    while (in.isReady()) {
                        if (in.read(piece) < 0) {
                            return;
                        }
                    }
                }

                @Override
                public void onAllDataRead() {
                    async.dispatch();
                }

                @Override
                public void onError(Throwable failure) {
                    async.complete();
                }
            });
        }
    }
}
