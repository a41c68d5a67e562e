package dev.caravan.platform.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditEntry;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.platform.audit.AuditOutcome;
import dev.caravan.platform.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Records operations over Jolokia: routes that are started and stopped, and requests that the policy refuses. Jolokia
 * answers 200 with a status for each request in the body, in their order.
 */
@Component
final class JolokiaAudit {

    private static final Logger log = LoggerFactory.getLogger(JolokiaAudit.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> CONCERNED = Set.of("exec", "read");
    private static final int REFUSED = 403;
    private static final int DONE = 200;

    private final AuditLog audit;

    JolokiaAudit(AuditLog audit) {
        this.audit = audit;
    }

    /** Whether the answers must be read. */
    static boolean concerns(JsonNode asked) {
        return asked.isArray()
                ? StreamSupport.stream(asked.spliterator(), false).anyMatch(JolokiaAudit::concerns)
                : CONCERNED.contains(type(asked));
    }

    /** Never fails, because the operation was carried out and its caller must get the answer. */
    void record(JsonNode asked, byte[] answer, HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            return;
        }
        try {
            JsonNode answers = MAPPER.readTree(answer);
            if (!asked.isArray()) {
                record(signedIn.caller(), request, asked, answers);
            }
            for (int at = 0; asked.isArray() && at < asked.size(); at++) {
                record(signedIn.caller(), request, asked.get(at), answers.path(at));
            }
        } catch (IOException | RuntimeException e) {
            log.error(
                    "What {} did over Jolokia could not be recorded in the audit log",
                    signedIn.caller().username(),
                    e);
        }
    }

    private void record(Caller caller, HttpServletRequest request, JsonNode asked, JsonNode answer) {
        String type = type(asked);
        int status = answer.path("status").asInt();
        String member =
                asked.path(type.equals("exec") ? "operation" : "attribute").asText();
        AuditEntry entry = AuditEntry.of("jolokia-" + type)
                .by(caller)
                .from(request.getRemoteAddr())
                .on((asked.path("mbean").asText() + " " + member).strip());
        if (status == REFUSED) {
            audit.refused(entry.ended(status));
        } else if (type.equals("exec") && JolokiaPolicy.changes(member)) {
            audit.write(entry.ended(status == DONE ? AuditOutcome.DONE : AuditOutcome.FAILED));
        }
    }

    private static String type(JsonNode asked) {
        return asked.path("type").asText().toLowerCase(Locale.ROOT);
    }
}
