package dev.caravan.sync.claim;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.RateLimitedLog;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What becomes of a failure that nobody waits for: work that comes again by itself. */
@Component
public class BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);

    private final RateLimitedLog outages = new RateLimitedLog();

    /** One line while the database is away, and nothing is left to do for the loop that it was in. */
    public void broke(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (DatabaseOutage.causes(failure)) {
            long times = outages.due();
            if (times > 0) {
                log.warn(
                        "{} broke off and comes again ({} time(s) in all): {}",
                        exchange.getFromRouteId(),
                        times,
                        DatabaseOutage.reason(failure));
            }
        } else {
            log.error("{} failed; it comes again", exchange.getFromRouteId(), failure);
        }
        exchange.getMessage().setBody(List.of());
    }
}
