package dev.caravan.sync.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.caravan.platform.Sql;
import dev.caravan.store.Store;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoreChanged.Kind;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Status;

@Timeout(60)
class StoreRoutesTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StoresApi stores = mock(StoresApi.class);
    private final AtomicLong nanos = new AtomicLong();
    private final ActiveClaims active =
            new ActiveClaims(mock(Sql.class), Given.CLOCK, Given.SETTINGS, Given.CALLS, nanos::get);
    private final Map<String, AtomicInteger> rounds = new ConcurrentHashMap<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private StoreRoutes routes;

    @TempDir
    private Path dumps;

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("store-delivery")
                        .templateParameter("connectionId")
                        .templateParameter("queue")
                        .templateParameter("storeCall")
                        .templateParameter("concurrency")
                        .templateParameter("wakeUpPoll")
                        .from("seda:{{queue}}?size=1&discardWhenFull=true&purgeWhenStopping=true"
                                + "&pollTimeout={{wakeUpPoll}}&concurrentConsumers={{concurrency}}")
                        .process(StoreRoutesTest.this::round)
                        .filter(constant(false))
                        .to("{{storeCall}}");
            }
        });
        HttpClientConfigurer none = client -> {};
        camel.getRegistry().bind("callMeters", none);
        camel.start();
        routes = new StoreRoutes(camel, stores, active, Given.CLOCK, Given.SETTINGS, Given.CALLS);
        when(stores.find(anyLong()))
                .thenAnswer(call -> Optional.of(Given.store(call.getArgument(0), "https://a.example")));
    }

    @AfterEach
    void stop() {
        answered.countDown();
        routes.destroy();
        camel.stop();
    }

    /** Camel stops one route after the other, and would wait a second for each. */
    @Test
    void theConsumersOfAllStoresEndAtOnceWhenCaravanStops() {
        for (long store = 11; store <= 50; store++) {
            routes.wake(store);
        }
        await().pollInterval(Duration.ofMillis(50)).until(() -> consumerThreads() == 40);

        routes.announceEnd();

        await().pollInterval(Duration.ofMillis(50)).until(() -> consumerThreads() == 0); // before Camel stops
    }

    /** Threads of this Camel that wait for a wake-up, virtual ones as well. */
    private long consumerThreads() {
        return threads().stream()
                .filter(thread -> thread.contains("(" + camel.getName() + ")"))
                .filter(thread -> thread.contains(SedaConsumer.class.getName()))
                .count();
    }

    /** Names and stack traces. Virtual threads stand in a dump of the JVM only, which JDK 17 does not make. */
    private List<String> threads() {
        if (Runtime.version().feature() < 21) {
            return Thread.getAllStackTraces().entrySet().stream()
                    .map(thread -> thread.getKey().getName() + Arrays.toString(thread.getValue()))
                    .toList();
        }
        try {
            Path dump = dumps.resolve("threads-" + System.nanoTime());
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpThreads",
                            new Object[] {dump.toString(), "TEXT_PLAIN"},
                            new String[] {String.class.getName(), String.class.getName()});
            return List.of(Files.readString(dump).split("\n#"));
        } catch (JMException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsADeletedStoresCallEndWithoutKeepingOthersWaiting() throws Exception {
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);

        when(stores.find(1)).thenReturn(Optional.empty());
        long began = System.nanoTime();
        routes.follow(new StoreChanged(1, Kind.DELETED));
        routes.wake(2);

        await().until(() -> rounds("store-2") == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(camel.getRoute("store-1")).as("its call is still under way").isNotNull();
        answered.countDown();
        await().until(() -> camel.getRoute("store-1") == null);
    }

    @Test
    void servesAStoreThatMovedOnlyByItsNewRoute() throws Exception {
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);

        when(stores.find(1)).thenReturn(Optional.of(Given.store(1, "https://b.example")));
        routes.follow(new StoreChanged(1, Kind.UPDATED));

        assertThat(active.stopping(1))
                .as("the old route claims nothing any more")
                .isTrue();
        assertThat(active.stopping(2)).isFalse();
        answered.countDown();
        await().until(() -> rounds("store-1") == 2);
        assertThat(active.stopping(1)).isFalse();
    }

    /** A store that may be called oftener, or less often, is served all the time: the old route ends with the call that it is in. */
    @Test
    void goesOnWhileItsConcurrencyChanges() {
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);

        when(stores.find(1)).thenReturn(Optional.of(withConcurrency(4)));
        routes.follow(new StoreChanged(1, Kind.UPDATED));

        await().until(() -> rounds("store-1-2") == 1);
        assertThat(active.stopping(1)).as("claims go on").isFalse();
        assertThat(routes.isReplaced("store-1")).as("but not of the old route").isTrue();
        assertThat(routes.standingStill()).isEmpty();
        assertThat(camel.getRoute("store-1")).as("its call is still under way").isNotNull();
        answered.countDown();
        await().until(() -> rounds("store-1") == 2);
        await().until(() -> camel.getRoute("store-1-2") == null);
        assertThat(camel.getRoute("store-1")).as("under its own id again").isNotNull();
        assertThat(threadsOf("store-1")).isEqualTo(4);
        when(stores.find(1)).thenReturn(Optional.of(withConcurrency(1)));
        routes.follow(new StoreChanged(1, Kind.UPDATED));
        await().until(() -> threadsOf("store-1") == 1);
        await().until(() -> camel.getRoutes().size() == 1);
        assertThat(camel.getRoute("store-1")).isNotNull();
    }

    /** 0 if there is no such route. */
    private int threadsOf(String id) {
        Route route = camel.getRoute(id);
        return route == null ? 0 : ((SedaEndpoint) route.getEndpoint()).getConcurrentConsumers();
    }

    /** Also one that is only suspended; whatever of the connection changes. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"stopped, concurrency", "suspended, concurrency", "stopped, address", "stopped, name"})
    void keepsARouteStoppedThatAnOperatorHasStopped(String how, String what) throws Exception {
        answered.countDown();
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);
        if (how.equals("stopped")) {
            camel.getRouteController().stopRoute("store-1");
        } else {
            camel.getRouteController().suspendRoute("store-1");
        }
        Route before = camel.getRoute("store-1");
        Store changed = switch (what) {
            case "concurrency" -> withConcurrency(4);
            case "address" -> Given.store(1, "https://b.example");
            default -> Given.store(1, "https://a.example");
        };
        when(stores.find(1)).thenReturn(Optional.of(changed));

        routes.follow(new StoreChanged(1, Kind.UPDATED));

        await().until(() ->
                what.equals("name") || camel.getRoute("store-1") != null && camel.getRoute("store-1") != before);
        routes.wake(1);
        routes.wake(1);
        assertThat(camel.getRouteController().getRouteStatus("store-1").isStopped())
                .isTrue();
        assertThat(rounds("store-1")).isEqualTo(1);
        assertThat(camel.getRoutes()).hasSize(1);

        camel.getRouteController().startRoute("store-1");
        routes.wake(1); // and one has waited in the queue
        await().until(() -> rounds("store-1") >= 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shoes & Sons", "{{java.home}}", "${sysenv.HOME}"})
    void saysTheNameOfItsStoreAlsoWhenThatChanges(String name) {
        answered.countDown();
        routes.wake(1);
        assertThat(camel.getRoute("store-1").getDescription()).startsWith("Store: ");

        when(stores.find(1)).thenReturn(Optional.of(with(name, 1)));
        routes.follow(new StoreChanged(1, Kind.UPDATED));

        assertThat(camel.getRoute("store-1").getDescription()).startsWith(name + ": ");
        when(stores.find(2)).thenReturn(Optional.of(with(name, 1)));
        routes.wake(2);
        assertThat(camel.getRoute("store-2").getDescription()).startsWith(name + ": ");
    }

    private static Store withConcurrency(int concurrency) {
        return with("Store", concurrency);
    }

    private static Store with(String name, int concurrency) {
        Store like = Given.store(1, "https://a.example");
        return new Store(
                like.id(),
                like.accountId(),
                name,
                like.storeUrl(),
                like.autoSync(),
                like.autoExport(),
                like.onDelete(),
                like.onMissing(),
                like.batchSize(),
                concurrency,
                like.requestsPerMinute(),
                like.hold(),
                like.consecutiveFailures(),
                like.lastSuccessAt(),
                like.linkExisting(),
                like.currentBatchSize(),
                like.access(),
                like.notice());
    }

    @Test
    void staysAsItIsWhileOtherSettingsChange() {
        answered.countDown();
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);
        Route before = camel.getRoute("store-1");

        routes.follow(new StoreChanged(1, Kind.UPDATED));

        await().until(() -> rounds("store-1") == 2);
        assertThat(camel.getRoute("store-1")).isSameAs(before);
    }

    @Test
    void givesAStoreItsRouteWhileAnotherOneGoes() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        camel.addComponent("seda", hardOfHearing(told, heard));
        routes.wake(3);
        await().until(() -> rounds("store-3") == 1);

        when(stores.find(3)).thenReturn(Optional.empty());
        routes.follow(new StoreChanged(3, Kind.DELETED));
        told.await();
        routes.wake(2);
        await().until(() -> rounds("store-2") == 1);

        assertThat(camel.getRoute("store-3")).as("it is still going").isNotNull();
        heard.countDown();
        await().until(() -> camel.getRoute("store-3") == null);
    }

    /** Its consumers take long to notice that their route ends. */
    private static SedaComponent hardOfHearing(CountDownLatch told, CountDownLatch heard) {
        return new SedaComponent() {
            @Override
            protected SedaEndpoint createEndpoint(
                    String uri, Component component, BlockingQueueFactory<Exchange> queues, int consumers) {
                return new SedaEndpoint(uri, component, queues, consumers) {
                    @Override
                    protected SedaConsumer createNewConsumer(Processor processor) {
                        return new SedaConsumer(this, processor) {
                            @Override
                            public void prepareShutdown(boolean suspendOnly, boolean forced) {
                                told.countDown();
                                try {
                                    heard.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                super.prepareShutdown(suspendOnly, forced);
                            }
                        };
                    }
                };
            }
        };
    }

    @Test
    void leavesNothingBehind() throws Exception {
        camel.addRoutePolicyFactory((context, routeId, route) -> new RoutePolicySupport() {});
        answered.countDown();
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);
        when(stores.find(1)).thenReturn(Optional.empty());
        routes.follow(new StoreChanged(1, Kind.DELETED));
        await().until(() -> camel.getRoute("store-1") == null);

        await().untilAsserted(() -> {
            assertThat(camel.getEndpoints())
                    .noneMatch(endpoint -> endpoint.getEndpointUri().startsWith("http")
                            || endpoint.getEndpointUri().contains("store-1"));
            assertThat(camel.hasServices(RoutePolicy.class)).isEmpty();
            assertThat(camel.hasServices(Producer.class)).isEmpty();
            assertThat(camel.getComponent("seda", SedaComponent.class).getQueues())
                    .isEmpty();
        });
    }

    @Test
    void givesAStoreAnotherRouteWhoseDeliveryStandsStillUntilThatHasEnded() {
        routes.wake(1);
        await().until(() -> rounds("store-1") == 1);
        active.add(1, UUID.randomUUID());
        for (int beat = 0; beat < 40; beat++) { // a pause of the whole process would be forgiven
            nanos.addAndGet(Duration.ofSeconds(15).toNanos());
            active.alive();
        }
        assertThat(active.alive()).isEmpty();

        routes.replaceStuck();

        await().until(() -> rounds("store-1-2") == 1);
        assertThat(routes.isReplaced("store-1")).isTrue();
        assertThat(new DeliveriesHealthIndicator(routes).health().toString())
                .contains("DOWN")
                .contains("store-1=");
        answered.countDown();
        await().until(() -> camel.getRoute("store-1") == null);
        await().until(() -> new DeliveriesHealthIndicator(routes).health().getStatus() == Status.UP);
        routes.wake(1);
        await().until(() -> rounds("store-1-2") == 2);
    }

    private void round(Exchange exchange) throws InterruptedException {
        rounds.computeIfAbsent(exchange.getFromRouteId(), id -> new AtomicInteger())
                .incrementAndGet();
        if (exchange.getFromRouteId().equals("store-1")) {
            answered.await();
        }
    }

    /** Looks often: each test waits for several things that take milliseconds. */
    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private int rounds(String route) {
        return rounds.getOrDefault(route, new AtomicInteger()).get();
    }
}
