package dev.caravan.platform.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts refusals by caller, address and operation, so that repeated ones do not fill the table: in each minute the
 * first of a kind is written at once, and the others as one entry. Strangers get few kinds, users many; further ones
 * are counted together.
 */
@Component
public class RefusalTally {

    private static final Logger log = LoggerFactory.getLogger(RefusalTally.class);
    /** Entries in a minute: a year of them is about as much as a year of other use. */
    private static final int KINDS_OF_STRANGERS = 10;

    private static final int KINDS_OF_USERS = 200;
    private static final String MANY = "(many)";

    private final AuditTable table;
    private final Map<AuditEntry, Long> strangers = new HashMap<>();
    private final Map<AuditEntry, Long> users = new HashMap<>();

    RefusalTally(AuditTable table) {
        this.table = table;
    }

    /** @param entry counts as its count says, or as one */
    void add(AuditEntry entry) {
        long times = entry.count() == null ? 1 : entry.count();
        if (isFirst(entry.count(null), times)) {
            try {
                table.insert(entry);
            } catch (RuntimeException e) {
                count(entry.count(null), times); // in the next run
                log.warn("A refusal could not be recorded now; it is tried again: {}", e.toString());
            }
        }
    }

    /** Writes the counts since the last run; counts that cannot be written stay for the next run. */
    public void write() {
        Deque<AuditEntry> counted = new ArrayDeque<>(take());
        try {
            while (!counted.isEmpty()) {
                table.insert(counted.peek());
                counted.remove();
            }
        } finally {
            counted.forEach(entry -> count(entry.count(null), Objects.requireNonNull(entry.count())));
        }
    }

    private synchronized boolean isFirst(AuditEntry kind, long times) {
        Map<AuditEntry, Long> kinds = kinds(kind);
        if (kinds.containsKey(kind)) {
            kinds.merge(kind, times, Long::sum);
            return false;
        }
        if (kinds.size() < most(kind)) {
            kinds.put(kind, 0L);
            return true;
        }
        kinds.merge(others(kind), times, Long::sum);
        return false;
    }

    private synchronized void count(AuditEntry kind, long times) {
        Map<AuditEntry, Long> kinds = kinds(kind);
        kinds.merge(kinds.containsKey(kind) || kinds.size() < most(kind) ? kind : others(kind), times, Long::sum);
    }

    private synchronized List<AuditEntry> take() {
        List<AuditEntry> taken = new ArrayList<>();
        for (Map<AuditEntry, Long> kinds : List.of(strangers, users)) {
            kinds.forEach((kind, times) -> {
                if (times > 0) {
                    taken.add(kind.count(times));
                }
            });
            kinds.clear();
        }
        return taken;
    }

    private Map<AuditEntry, Long> kinds(AuditEntry kind) {
        return kind.accountId() == null ? strangers : users;
    }

    private static int most(AuditEntry kind) {
        return kind.accountId() == null ? KINDS_OF_STRANGERS : KINDS_OF_USERS;
    }

    /** By account, so that the admins of each account can read it. */
    private static AuditEntry others(AuditEntry kind) {
        return new AuditEntry(
                kind.accountId(), MANY, MANY, kind.action(), "", kind.outcome(), kind.status(), null, null);
    }
}
