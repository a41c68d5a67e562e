package dev.caravan.sync.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The redelivery policy and the dead-letter channel of deliveries as their file has them, with a mocked store. */
class FailureRoutesTest {

    private static final String FILE = "classpath:routes/sync/handle-failed-delivery.camel.yaml";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Handler handler = new Handler();
    private final List<String> signed = new CopyOnWriteArrayList<>();
    private MockEndpoint store;
    private MockEndpoint woken;

    /** Stands for the decision, which has tests of its own. */
    public static final class Handler {

        final List<Throwable> failures = new CopyOnWriteArrayList<>();

        @Nullable RuntimeException broken;

        public void decide(Exchange exchange) {
            if (broken != null) {
                throw broken;
            }
            failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
            exchange.getMessage().setBody(new Decision(List.of(7L, 8L)));
        }
    }

    /** @param connections those that are woken */
    public record Decision(List<Long> connections) {}

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("deliveryFailureHandler", handler);
        camel.getRegistry().bind("signAnew", (Processor) exchange -> signed.add("again"));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveMandatoryResource(camel, FILE));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wake-store").to("mock:not-woken");
                from("direct:deliver")
                        .routeId("deliver")
                        .routeConfigurationId("delivery-errors")
                        .setVariable("readOnly", body())
                        .to("direct:store")
                        .id("call-push");
            }
        });
        AdviceWith.adviceWith(
                camel,
                "deliver",
                route -> route.weaveById("call-push").replace().to("mock:store"));
        AdviceWith.adviceWith(
                camel,
                "fail-delivery",
                route -> route.weaveById("wake-after-failure").replace().to("mock:woken"));
        camel.start();
        store = camel.getEndpoint("mock:store", MockEndpoint.class);
        woken = camel.getEndpoint("mock:woken", MockEndpoint.class);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** Nothing was sent if the connection failed; a read may be repeated; anything else may have been applied. */
    @ParameterizedTest
    @CsvSource({
        "java.net.ConnectException, false, 3, 0",
        "java.net.UnknownHostException, false, 3, 0",
        "java.net.SocketException, true, 3, 2",
        "java.net.SocketException, false, 1, 0",
        "java.net.SocketTimeoutException, true, 1, 0",
        "java.lang.IllegalStateException, true, 1, 0",
    })
    void callsAgainWhatCannotHaveBeenApplied(
            Class<? extends Exception> failure, boolean readOnly, int calls, int signatures) {
        store.whenAnyExchangeReceived(exchange -> {
            throw failure.getConstructor(String.class).newInstance("mocked");
        });

        Exchange after = deliver(readOnly);

        assertThat(store.getReceivedCounter()).isEqualTo(calls);
        assertThat(signed).hasSize(signatures);
        assertThat(handler.failures).singleElement().isInstanceOf(failure);
        assertThat(after.getException()).as("handled").isNull();
    }

    @Test
    void goesOnWithTheStoresThatTheDecisionNames() {
        store.whenAnyExchangeReceived(exchange -> {
            throw new SocketTimeoutException("mocked");
        });

        deliver(false);

        assertThat(woken.getReceivedExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly(7L, 8L);
        assertThat(camel.getEndpoint("mock:not-woken", MockEndpoint.class).getReceivedCounter())
                .isZero();
    }

    @Test
    void endsAtOnceWhenARepeatedCallSucceeds() {
        store.whenExchangeReceived(1, exchange -> {
            throw new ConnectException("mocked");
        });

        deliver(false);

        assertThat(store.getReceivedCounter()).isEqualTo(2);
        assertThat(handler.failures).isEmpty();
        assertThat(woken.getReceivedCounter()).isZero();
    }

    /** It is not swallowed: the lease ends by itself, and the sweeper comes by. */
    @Test
    void saysSoWhenTheDecisionItselfFails() {
        handler.broken = new IllegalStateException("no database");
        store.whenAnyExchangeReceived(exchange -> {
            throw new SocketException("mocked");
        });

        assertThat(deliver(false).getException()).isSameAs(handler.broken);
    }

    private Exchange deliver(boolean readOnly) {
        try (var template = camel.createProducerTemplate()) {
            return template.send(
                    "direct:deliver", exchange -> exchange.getMessage().setBody(readOnly));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
