package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would be sent of a product to a store.
 *
 * @param preview null: the API cannot tell, and {@code problem} says why
 * @param readAt when the store was asked what it shows; null: it was not, or {@code problem} says why it could not be asked
 */
record StoreChange(
        StoreNames.Named store,
        @Nullable Preview preview,
        List<FieldChange> fields,
        @Nullable Instant readAt,
        @Nullable String problem) {

    /** The answer of {@code preview-product}. @param code why it cannot be sent; null: it can */
    record Preview(
            String operation,
            @Nullable Long wooProductId,
            @Nullable String code,
            @Nullable String message,
            @Nullable String remark,
            List<FieldChange.Planned> changes) {}

    /** The answer of {@code show-store-product}. */
    private record Shown(Instant readAt, JsonNode fields) {}

    /** @param asks whether the store itself is asked what it shows, which takes 15 s at most */
    static StoreChange of(ApiCalls api, String product, @Nullable Long parent, String store, boolean asks) {
        StoreNames.Named named = api.read("show-connection", Map.of("id", store), StoreNames.Named.class);
        Preview preview;
        try {
            preview = preview(api, product, store);
        } catch (ConsoleProblem problem) {
            return new StoreChange(named, null, List.of(), null, problem.getMessage());
        }
        Shown shown = null;
        String problem = null;
        if (asks && preview.wooProductId() != null) {
            try {
                shown = shown(api, preview.wooProductId(), parent, store);
            } catch (ConsoleProblem failed) {
                problem = failed.getMessage();
            }
        }
        JsonNode there = shown == null ? null : shown.fields();
        boolean created = preview.operation().equals("create"); // then it is no news what it does not have
        List<FieldChange> fields = preview.changes().stream()
                .map(change -> FieldChange.of(change, there))
                .filter(field -> !created || !field.after().isEmpty())
                .toList();
        return new StoreChange(named, preview, fields, shown == null ? null : shown.readAt(), problem);
    }

    private static Preview preview(ApiCalls api, String product, String store) {
        return api.read("preview-product", Map.of("id", store, "productId", product), Preview.class);
    }

    private static Shown shown(ApiCalls api, long wooProduct, @Nullable Long parent, String store) {
        Map<String, @Nullable Object> wanted = new HashMap<>();
        wanted.put("id", store);
        wanted.put("wooProductId", wooProduct);
        wanted.put(
                "parentId",
                parent == null ? null : preview(api, parent.toString(), store).wooProductId());
        return api.read("show-store-product", wanted, Shown.class);
    }

    /** What a delivery would do, in words. */
    public String words() {
        return switch (preview == null ? "" : preview.operation()) {
            case "" -> "";
            case "create" -> "It would be created there.";
            case "update" -> "It would be updated.";
            case "none" -> "Nothing would be sent: as far as Caravan knows, the store shows the newest state.";
            default -> "It would be removed there.";
        };
    }

    /** Whether the store can be asked what it shows. */
    public boolean isAskable() {
        return preview != null && preview.wooProductId() != null && !fields.isEmpty();
    }
}
