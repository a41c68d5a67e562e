package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import java.util.Set;

/**
 * The operations that an API key with limited connections may call. Each of them answers only about these
 * connections, or reads the catalogue, which all stores share. Every other operation is refused: a change of a
 * product reaches all stores.
 */
public final class LimitedKeys {

    private static final Set<String> MAY_CALL = Set.of(
            // the catalogue, to read
            "list-assets",
            "list-attributes",
            "list-categories",
            "list-deleted-products",
            "list-families",
            "list-products",
            "list-variants",
            "show-attribute",
            "show-category",
            "show-family",
            "show-product",
            "show-product-by-sku",
            // the own connections
            "delete-connection",
            "list-connections",
            "list-store-attributes",
            "patch-connection",
            "pause-connection",
            "replace-connection",
            "resume-connection",
            "show-connection",
            "show-default-connection",
            "show-store-product",
            "test-connection",
            // their mappings
            "create-export-mapping",
            "delete-export-mapping",
            "list-export-mappings",
            "show-active-export-mapping",
            "show-export-mapping",
            "update-export-mapping",
            // their deliveries
            "act-on-products",
            "cancel-export",
            "cancel-job",
            "confirm-deletions",
            "discard-dead-letter",
            "discard-dead-letters",
            "export-products",
            "list-alerts",
            "list-dead-letter-groups",
            "list-dead-letters",
            "list-exports",
            "list-held-deletions",
            "list-history",
            "list-jobs",
            "list-matrix-rows",
            "list-matrix-variants",
            "list-stores",
            "list-stores-of-product",
            "list-sync-counts",
            "list-sync-status",
            "preview-mapping",
            "note-dead-letter",
            "preview-product",
            "push-connection",
            "push-product",
            "rank-stores",
            "remove-product",
            "replay-dead-letter",
            "replay-dead-letters",
            "show-analytics",
            "show-dead-letter",
            "show-export",
            "show-job",
            "show-history-entry",
            "show-stats",
            "show-timeline-of-product",
            "show-timeline-of-store",
            "show-sync-stats",
            //             // the caller
            "show-me",
            "show-service");

    private LimitedKeys() {}

    /** @throws ApiException 403 if the caller is limited to connections, and the operation is not about these */
    public static void check(Caller caller, String routeId) {
        if (caller.connectionIds() != null && !MAY_CALL.contains(routeId)) {
            throw ApiException.forbidden(
                    "This API key is limited to some connections: it reads the catalogue and works with these. Use a key without connectionIds for this");
        }
    }
}
