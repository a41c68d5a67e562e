package dev.caravan.platform.web;

import dev.caravan.platform.RateLimitedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts requests with a method that no operation has, and logs the count at intervals. They are mistakes of a
 * client, or attempts of an attacker.
 */
@Component
class UnservedMethods {

    private static final Logger log = LoggerFactory.getLogger(UnservedMethods.class);
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST = 20;

    private final Counter counter;
    private final RateLimitedLog line = new RateLimitedLog();

    UnservedMethods(MeterRegistry meters) {
        counter = Counter.builder("caravan.requests.method")
                .description("Requests whose method is not served at their address")
                .register(meters);
    }

    /** Notes a request that is refused. @param status of its answer */
    void note(String method, int status) {
        if (status != 405 && KNOWN.contains(method)) {
            return;
        }
        counter.increment();
        long requests = line.due();
        if (requests > 0) {
            log.info(
                    "{} request(s) with a method that is not served at their address were refused, the last: {}",
                    requests,
                    method.substring(0, Math.min(LONGEST, method.length())));
        }
    }
}
