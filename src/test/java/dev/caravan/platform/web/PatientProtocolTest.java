package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        Tomcat.addServlet(tomcat.addContext("", null), "hello", new Hello()).addMapping("/");
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
        for (String beginning : List.of("GET / HTTP/1.1\r\nX-Slow: ", "GE")) {
            RawClient client = client("127.0.0.1").send(beginning);
            long began = System.nanoTime();
            while (client.trySend("a") && seconds(began) < 20) {
                assertThat(client.read(20, "HTTP")).isEmpty();
            }

            assertThat(seconds(began)).as(beginning).isLessThan(10);
        }
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
}
