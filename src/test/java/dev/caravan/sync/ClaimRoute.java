package dev.caravan.sync;

import dev.caravan.platform.database.SqlSteps;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.claim.ClaimedRows;
import dev.caravan.sync.claim.Claims;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.JdbcTemplate;

/** Claims as the program does: by its route. */
final class ClaimRoute {

    private static final String FILE = "classpath:routes/sync/claim-due-rows.camel.yaml";

    private final ProducerTemplate template;

    ClaimRoute(ProducerTemplate template) {
        this.template = template;
    }

    /** The route by itself, without the rest of the program. */
    static CamelContext alone(JdbcTemplate jdbc, Claims claims) {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.getRegistry().bind("claims", claims);
        camel.getRegistry().bind("claimedRows", new ClaimedRows());
        SqlSteps.addTo(camel, jdbc);
        camel.start();
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveMandatoryResource(camel, FILE));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return camel;
    }

    /** As one of the store's routes does, which no other has replaced. */
    Delivery claim(long connectionId) {
        return claim(connectionId, Map.of());
    }

    /** @param headers of the message that comes to the route */
    Delivery claim(long connectionId, Map<String, Object> headers) {
        Exchange claimed = template.request("direct:claim-due-rows", exchange -> {
            exchange.setVariable("connectionId", connectionId);
            exchange.getMessage().setHeaders(headers);
        });
        if (claimed.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        return claimed.getMessage().getBody(Delivery.class);
    }
}
