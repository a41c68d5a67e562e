package dev.caravan.console;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of stores. @param choices the first of them, to choose from @param names of these and of others that a page shows */
record StoreNames(List<Named> choices, Map<Long, String> names) {

    private static final int CHOICES = 100;

    /** A connection, by its name. */
    record Named(long id, String storeName) {}

    private record Listed(List<Named> data) {}

    /** @param shown ids of stores, of which some may be gone */
    static StoreNames of(ApiCalls api, Collection<Long> shown) {
        List<Named> choices = api.read("list-connections", Map.of("limit", CHOICES), Listed.class)
                .data();
        Map<Long, String> names = new LinkedHashMap<>();
        choices.forEach(store -> names.put(store.id(), store.storeName()));
        shown.forEach(id -> names.computeIfAbsent(id, unknown -> name(api, unknown)));
        return new StoreNames(choices, names);
    }

    /** Whether the store with this id, as it stands in an address, is among the choices. */
    public boolean offers(String id) {
        return choices.stream().anyMatch(store -> Long.toString(store.id()).equals(id));
    }

    private static String name(ApiCalls api, long id) {
        try {
            return api.read("show-connection", Map.of("id", id), Named.class).storeName();
        } catch (ConsoleProblem e) {
            if (e.status() != 404) {
                throw e;
            }
            return "Store " + id + ", disconnected";
        }
    }
}
