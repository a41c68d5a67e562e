package dev.caravan.sync.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.NodeName;
import dev.caravan.platform.Sql;
import dev.caravan.platform.database.SqlSteps;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.Given;
import dev.caravan.sync.batch.Delivery;
import java.net.ConnectException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A claim within the route of a store, with the error handler of deliveries, while there is no database. */
@Timeout(60)
class ClaimInARouteTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StoresApi stores = mock(StoresApi.class);
    private final StoreRoutes routes = mock(StoreRoutes.class);
    private final DataSource database = mock(DataSource.class);
    private final ActiveClaims active = new ActiveClaims(mock(Sql.class), Given.CLOCK, Given.SETTINGS, Given.CALLS);
    private final Handler handler = new Handler();

    @TempDir
    private Path folder;

    /** Stands for the decision, which has tests of its own. */
    public static final class Handler {

        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        final List<@Nullable Object> bodies = new CopyOnWriteArrayList<>();

        public void decide(Exchange exchange) {
            failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
            bodies.add(exchange.getMessage().getBody());
            exchange.getMessage().setBody(Delivery.NONE);
        }
    }

    @BeforeEach
    void start() throws Exception {
        when(stores.find(1)).thenReturn(Optional.of(Given.store()));
        LocalFiles files = folder::resolve;
        Claims claims =
                new Claims(mock(Sql.class), stores, active, routes, new NodeName(files), Given.CLOCK, Given.SETTINGS);
        camel.getRegistry().bind("claims", claims);
        camel.getRegistry().bind("claimedRows", new ClaimedRows());
        camel.getRegistry().bind("deliveryFailureHandler", handler);
        camel.getRegistry().bind("signAnew", (Processor) exchange -> {});
        SqlSteps.addTo(camel, new JdbcTemplate(database));
        for (String file : List.of("part-of-a-route", "claim-due-rows", "handle-failed-delivery")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            camel, "classpath:routes/sync/" + file + ".camel.yaml"));
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wake-store").to("mock:woken");
                from("seda:store-1?pollTimeout=50") // else its consumer may take a second to end
                        .routeId("store-1")
                        .routeConfigurationId("delivery-errors")
                        .setVariable("connectionId", constant(1L))
                        .to("direct:claim-due-rows")
                        .loopDoWhile(simple("${body.isEmpty} == false"))
                        .to("mock:delivered")
                        .end()
                        .to("mock:ended");
            }
        });
        camel.disableJMX();
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** Nothing was sent to the database, so Camel claims again: each time with a token of its own, of which nothing is left. */
    @Test
    void aFailureGoesTheWayOfAllFailures() throws Exception {
        when(database.getConnection()).thenThrow(new SQLException("no database", new ConnectException("refused")));

        Exchange after = wake();

        assertThat(handler.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasRootCauseInstanceOf(ConnectException.class));
        assertThat(handler.bodies).containsExactly(Delivery.nothingOf(Given.store()));
        verify(database, times(3)).getConnection();
        assertThat(active.alive()).isEmpty();
        assertThat(after.getException()).as("handled").isNull();
        assertThat(after.getMessage().getBody()).isEqualTo(Delivery.NONE);
    }

    @Test
    void aFailureBeforeTheStatementGoesThereAsWell() {
        when(stores.find(1)).thenThrow(new IllegalStateException("no stores"));

        wake();

        assertThat(handler.failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(active.alive()).isEmpty();
    }

    @Test
    void aRouteThatWasReplacedClaimsNothing() throws Exception {
        when(routes.isReplaced("store-1")).thenReturn(true);

        assertThat(wake().getMessage().getBody()).isEqualTo(Delivery.NONE);

        verify(stores, times(0)).find(any(Long.class));
        verify(database, times(0)).getConnection();
    }

    @Test
    void aStoreWhoseRouteIsBeingRemovedIsNotClaimedFrom() throws Exception {
        active.close(1);

        assertThat(wake().getMessage().getBody()).isEqualTo(Delivery.NONE);

        verify(database, times(0)).getConnection();
        assertThat(handler.failures).isEmpty();
    }

    /** Waits for the end of the route. */
    private Exchange wake() {
        return camel.createProducerTemplate().request("seda:store-1?waitForTaskToComplete=Always", exchange -> {});
    }
}
