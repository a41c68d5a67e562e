package dev.caravan.platform.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts failures by user and address until they are written; beyond a limit it counts the others together. */
final class FailureTally {

    /** The name and the address under which further failures are counted together. */
    static final String MANY = "(many)";

    private static final Key OTHERS = new Key(MANY, MANY);

    private record Key(String username, String network) {}

    /** How many sign-ins failed. */
    record Count(String username, String network, long failures) {}

    private final int most;
    private final Map<Key, Long> counts = new HashMap<>();

    FailureTally(int most) {
        this.most = most;
    }

    synchronized void add(String username, String network, long failures) {
        Key key = new Key(username, network);
        counts.merge(counts.containsKey(key) || counts.size() < most ? key : OTHERS, failures, Long::sum);
    }

    /** The counts since the last call. */
    synchronized List<Count> take() {
        List<Count> taken = new ArrayList<>();
        counts.forEach((key, failures) -> taken.add(new Count(key.username, key.network, failures)));
        counts.clear();
        return taken;
    }
}
