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

    /** The rooms within a crowded room, and which of its others each may use. */
    static final Map<String, Map<String, Set<String>>> WITHIN = Map.of(
            "sync",
            Map.ofEntries(
                    Map.entry("batch", Set.of()),
                    Map.entry("claim", Set.of("batch")),
                    Map.entry("mapping", Set.of("batch")),
                    Map.entry("compose", Set.of("mapping", "batch")),
                    Map.entry("call", Set.of("compose", "claim", "batch")),
                    Map.entry("ledger", Set.of("call", "compose", "mapping", "batch")),
                    Map.entry("settle", Set.of("ledger", "call", "compose", "mapping", "claim", "batch")),
                    Map.entry("fanout", Set.of("settle", "claim", "batch")),
                    Map.entry("metrics", Set.of()),
                    Map.entry("matrix", Set.of("analytics")),
                    Map.entry("analytics", Set.of("batch")),
                    Map.entry("preview", Set.of("ledger", "compose", "mapping", "claim", "batch")),
                    Map.entry("action", Set.of("preview", "matrix", "fanout", "settle", "claim", "batch")),
                    Map.entry(
                            "api",
                            Set.of("preview", "fanout", "settle", "ledger", "compose", "mapping", "claim", "batch"))),
            "store",
            Map.of(
                    "address", Set.of(),
                    "seal", Set.of(),
                    "mapping", Set.of(),
                    "doctor", Set.of("address"),
                    "connection", Set.of("doctor", "seal", "address")),
            "catalog",
            Map.of(
                    "event", Set.of(),
                    "value", Set.of(),
                    "asset", Set.of("value", "event"),
                    "structure", Set.of("value", "event"),
                    "product", Set.of("structure", "asset", "value", "event"),
                    "bulk", Set.of("product", "structure", "value")),
            "platform",
            Map.of(
                    "text", Set.of(),
                    "settings", Set.of(),
                    "database", Set.of("settings"),
                    "audit", Set.of("settings"),
                    "api", Set.of("audit"),
                    "security", Set.of("api", "audit", "settings"),
                    "web", Set.of("security", "api", "settings", "audit"),
                    "management", Set.of("web", "security", "api", "audit", "settings"),
                    "start", Set.of("security", "settings"),
                    "trace", Set.of("settings")),
            "sandbox",
            Map.of(
                    "php", Set.of(),
                    "rest", Set.of("php"),
                    "fault", Set.of("rest", "php"),
                    "media", Set.of("fault", "rest", "php"),
                    "term", Set.of("media", "rest", "php"),
                    "product", Set.of("term", "media", "fault", "rest", "php"),
                    "host", Set.of("product", "term", "media", "fault", "rest", "php")));

    /** The rooms within, besides the root, that other rooms may enter. */
    static final Map<String, Set<String>> OPEN = Map.of(
            "sync", Set.of(),
            "store", Set.of("address", "mapping"),
            "catalog", Set.of("event"),
            "platform", Set.of("api", "audit", "settings", "text"),
            "sandbox", Set.of("host", "fault"));

    private Rooms() {}
}
