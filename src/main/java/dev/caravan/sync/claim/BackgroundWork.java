package dev.caravan.sync.claim;

import dev.caravan.platform.DatabaseOutage;
import dev.caravan.platform.RateLimitedLog;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Handles failures of background work, which is repeated by itself. */
@Component
class BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(BackgroundWork.class);

    private final RateLimitedLog outages = new RateLimitedLog();

    /** Logs one line while the database is unavailable, and ends the loop in which the work failed. */
    public void broke(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (DatabaseOutage.causes(failure)) {
            long times = outages.due();
            if (times > 0) {
                log.warn(
                        "{} was interrupted and is retried ({} time(s) in all): {}",
                        exchange.getFromRouteId(),
                        times,
                        DatabaseOutage.reason(failure));
            }
        } else {
            log.error("{} failed; it is retried", exchange.getFromRouteId(), failure);
        }
        exchange.getMessage().setBody(List.of());
    }
}
