package dev.caravan.architecture;

import java.util.Map;
import java.util.Set;

/** The rooms (packages) of Caravan, and which others each may use. */
final class Rooms {

    static final Map<String, Set<String>> MAY_USE = Map.of(
            "platform", Set.of(),
            "woocommerce", Set.of(),
            "sandbox", Set.of(),
            "catalog", Set.of("platform"),
            "store", Set.of("platform", "woocommerce"),
            "sync", Set.of("platform", "catalog", "store", "woocommerce"),
            "alert", Set.of("platform", "store"),
            "inbound", Set.of("platform", "catalog", "store", "sync", "woocommerce"),
            "console", Set.of("platform", "catalog", "store", "sync", "alert", "inbound", "woocommerce"),
            "demo", Set.of("platform", "catalog", "store", "sync", "inbound", "woocommerce", "sandbox"));

    private Rooms() {}
}
