package dev.caravan.console;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What other people did while a page was open. */
final class Meanwhile {

    private static final int LOOKED_AT = 50;

    private Meanwhile() {}

    /** Who did one of these last with a store. @param operations their ids */
    static Optional<String> who(ApiCalls api, String store, Set<String> operations) {
        Deeds deeds = api.read(
                "show-timeline-of-store", Map.of("id", store, "kind", "action", "limit", LOOKED_AT), Deeds.class);
        return deeds.data().stream()
                .filter(deed -> operations.contains(deed.action()) && "done".equals(deed.outcome()))
                .map(Deeds.Deed::name)
                .findFirst();
    }

    /** A sentence for a form that was not saved. @param what these settings, for example */
    static ConsoleProblem changed(ApiCalls api, String store, Set<String> operations, String what) {
        return new ConsoleProblem(
                409,
                who(api, store, operations).orElse("Another person") + " has changed " + what
                        + " while this page was open. Save again to put yours in place.");
    }
}
