package dev.caravan.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.security.Fingerprints;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Credentials that were found right lately, as fingerprints. They grant no access: {@link LoadShedding} only uses
 * them to decide whose requests are served first when there are too many, before the caller is known.
 */
@Component
final class RecentCredentials {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(REMEMBERED)
            .build();

    /** Whether the credentials of a request were right lately. */
    boolean knows(HttpServletRequest request) {
        String shown = shown(request);
        return shown != null && right.getIfPresent(fingerprints.of(shown)) != null;
    }

    /** Its credentials are right. */
    void note(HttpServletRequest request) {
        String shown = shown(request);
        if (shown != null) {
            right.put(fingerprints.of(shown), Boolean.TRUE);
        }
    }

    /** Its credentials are no longer right. */
    void forget(HttpServletRequest request) {
        String shown = shown(request);
        if (shown != null) {
            right.invalidate(fingerprints.of(shown));
        }
    }

    private static @Nullable String shown(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null ? authorization : request.getHeader(HttpHeaders.COOKIE);
    }
}
