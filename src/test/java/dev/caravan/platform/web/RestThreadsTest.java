package dev.caravan.platform.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The filters set headers on their way back: a route that answers on another thread breaks Tomcat's list of headers. */
@CaravanTest
class RestThreadsTest {

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    @Autowired
    PlatformHttpEngine engine;

    @Test
    void aRouteRunsOnTheThreadOfItsRequest() {
        List<Thread> threads = new ArrayList<>();
        SpringBootPlatformHttpConsumer consumer = (SpringBootPlatformHttpConsumer) engine.createConsumer(
                camel.getEndpoint("platform-http:/any", PlatformHttpEndpoint.class),
                exchange -> threads.add(Thread.currentThread()));
        consumer.init();

        consumer.service(new MockHttpServletRequest("GET", "/any"), new MockHttpServletResponse())
                .join();

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    /** Of 3,000 such answers about three had a header twice, without a name or not at all. */
    @Test
    void eachAnswerHasEachHeaderOnce() throws Exception {
        List<Callable<Reply>> requests = Collections.nCopies(400, this::ask);
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            Set<Set<String>> names = clients.invokeAll(requests).stream()
                    .map(RestThreadsTest::reply)
                    .map(reply -> reply.headers().keySet())
                    .collect(toSet());
            assertThat(names).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
    }

    private static Reply reply(Future<Reply> reply) {
        try {
            Reply answer = reply.get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().values()).extracting(Collection::size).containsOnly(1);
            return answer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Reply ask() {
        return new Source("127.0.0.1").basic(api.uri("/service"), "admin", TestSettings.PASSWORD);
    }
}
