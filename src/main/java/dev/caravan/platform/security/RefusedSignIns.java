package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How many sign-ins of a network were refused lately, for any reason: a wrong password, a wait, or no free place.
 * They decide only who is served first when there are too many, see docs/adr/0009. State of this node.
 */
@Component
public class RefusedSignIns {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_NETWORKS = 50_000;

    private final Cache<String, Integer> refused = Caffeine.newBuilder()
            .maximumSize(MOST_NETWORKS)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** One more was refused. @param network {@link Network#name} */
    public void add(String network) {
        refused.asMap().merge(network, 1, (before, one) -> Math.min(before, Integer.MAX_VALUE - one) + one);
    }

    /** The refusals since the network last had none for ten minutes. @param network {@link Network#name} */
    public int of(String network) {
        Integer known = refused.getIfPresent(network);
        return known == null ? 0 : known;
    }
}
