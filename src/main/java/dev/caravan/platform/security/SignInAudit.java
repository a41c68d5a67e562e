package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.audit.AuditEntry;
import dev.caravan.platform.audit.AuditTable;
import dev.caravan.platform.audit.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Records sign-ins by HTTP Basic, which signs in with every call: only the first of a user from an address, and again
 * after half a day. Recorded sign-ins are remembered in the process, so they are recorded again after a restart.
 */
@Component
class SignInAudit {

    private static final Logger log = LoggerFactory.getLogger(SignInAudit.class);
    private static final Duration KNOWN_FOR = Duration.ofHours(12);

    private record Visitor(String name, String address) {}

    private final AuditTable table;
    private final Cache<Visitor, Boolean> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    SignInAudit(AuditTable table) {
        this.table = table;
    }

    @EventListener
    void signedIn(AuthenticationSuccessEvent event) {
        HttpServletRequest request = request();
        String header = request == null ? null : request.getHeader(HttpHeaders.AUTHORIZATION);
        if (request == null
                || header == null
                || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return;
        }
        Visitor visitor = new Visitor(event.getAuthentication().getName(), CallerAddress.of(request));
        if (known.getIfPresent(visitor) == null) {
            known.put(visitor, Boolean.TRUE);
            if (!write(event.getAuthentication(), request)) {
                known.invalidate(visitor);
            }
        }
    }

    /** A sign-in does not fail because the database is unavailable for a moment; the operation itself fails then. */
    private boolean write(Authentication who, HttpServletRequest request) {
        AuditEntry entry = AuditEntry.of("sign-in").from(CallerAddress.of(request));
        try {
            table.insert(
                    who.getPrincipal() instanceof SignedIn signedIn
                            ? entry.by(signedIn.caller())
                            : entry.by(who.getName()));
            return true;
        } catch (RuntimeException e) {
            log.error("The sign-in of {} could not be recorded in the audit log: {}", who.getName(), e.toString());
            return false;
        }
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
