package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.sync.call.CallLimits;
import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** An answer comes byte by byte, each of them within the time limit for one; or it comes fast, and does not end. */
@SyncTest
@DirtiesContext
@TestPropertySource(properties = {"caravan.sync.connect-timeout=100ms", "caravan.sync.request-timeout=1s"})
@Timeout(60)
class CallLimitsTest {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ENOUGH_FOR_A_MINUTE = 600;

    @Autowired
    ProducerTemplate producer;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean over;
    private final AtomicLong sent = new AtomicLong();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int bytes = exchange.getRequestURI().getPath().equals("/short") ? 5 : ENOUGH_FOR_A_MINUTE;
            exchange.sendResponseHeaders(200, bytes);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < bytes && !over; i++) {
                    body.write('x');
                    body.flush();
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[1 << 16];
            try (OutputStream body = exchange.getResponseBody()) {
                while (!over) {
                    body.write(some);
                    sent.addAndGet(some.length);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over = true;
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void endsAnAnswerThatDoesNotEndAsOneThatDoesNotCome() {
        long began = System.nanoTime();

        Exchange exchange = call("/long");

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        CallFault fault = AnswerClassifier.faultOf(exchange.getException());
        assertThat(fault).isInstanceOf(CallFault.Ambiguous.class);
        assertThat(fault.toString()).contains("no answer within 1 s");
    }

    @Test
    void endsAnAnswerThatIsLongerThanAnyShouldBe() {
        Exchange exchange = call("/endless");

        assertThat(AnswerClassifier.faultOf(exchange.getException())).isInstanceOf(CallFault.Ambiguous.class);
        assertThat(exchange.getException()).hasStackTraceContaining("The answer is longer than 16 MB");
        assertThat(sent.get()).as("bytes").isLessThan(4L * CallLimits.MAX_ANSWER_BYTES);
    }

    @Test
    void leavesASlowAnswerAlone() {
        assertThat(call("/short").getMessage().getBody(String.class)).isEqualTo("xxxxx");
    }

    private Exchange call(String path) {
        String address = "http://localhost:" + server.getAddress().getPort() + path;
        return producer.request(address + "?responseTimeout=1000&soTimeout=1000", exchange -> {});
    }
}
