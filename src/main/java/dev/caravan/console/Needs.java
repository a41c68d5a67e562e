package dev.caravan.console;

import java.util.List;
import java.util.Map;

/**
 * What needs a person now.
 *
 * @param groups the largest groups of dead letters @param letters open dead letters of these groups
 * @param held stores on hold that no person has paused @param guarded stores whose deletions wait
 */
record Needs(Letters.Groups groups, StoreLines held, StoreLines guarded) {

    private static final int SHOWN = 5;

    static Needs of(ApiCalls api) {
        StoreLines held = stores(api, "unhealthy");
        boolean guarded = held.counts().getOrDefault("guarded", 0L) > 0; // the counts are those of all states
        return new Needs(
                api.read("list-dead-letter-groups", Map.of("limit", SHOWN), Letters.Groups.class),
                held,
                guarded ? stores(api, "guarded") : held.none());
    }

    private static StoreLines stores(ApiCalls api, String state) {
        return api.read("list-stores", Map.of("state", state, "limit", SHOWN), StoreLines.class);
    }

    /** How many things there are to decide. */
    public long count() {
        return groups.pagination().total()
                + held.pagination().total()
                + guarded.pagination().total();
    }

    /** How many of them are not shown. */
    public long more() {
        return count()
                - List.of(groups.data(), held.data(), guarded.data()).stream()
                        .mapToInt(List::size)
                        .sum();
    }
}
