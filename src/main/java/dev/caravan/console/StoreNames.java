package dev.caravan.console;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The names of stores. @param choices the first of them, to choose from @param names of these and of others that a page shows */
record StoreNames(List<Named> choices, Map<Long, String> names) {

    /** As many as a page of the API has at most. */
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
        List<Long> others =
                shown.stream().filter(id -> !names.containsKey(id)).distinct().toList();
        for (int from = 0; from < others.size(); from += CHOICES) {
            List<Long> asked = others.subList(from, Math.min(from + CHOICES, others.size()));
            asked.forEach(id -> names.put(id, "Store " + id + ", disconnected"));
            String ids = asked.stream().map(String::valueOf).collect(Collectors.joining(","));
            api.read("list-connections", Map.of("ids", ids, "limit", CHOICES), Listed.class)
                    .data()
                    .forEach(store -> names.put(store.id(), store.storeName()));
        }
        return new StoreNames(choices, names);
    }

    /** Whether the store with this id, as it stands in an address, is among the choices. */
    public boolean offers(String id) {
        return choices.stream().anyMatch(store -> Long.toString(store.id()).equals(id));
    }
}
