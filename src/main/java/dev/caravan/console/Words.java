package dev.caravan.console;

import java.util.Map;

/** The words of the API about deliveries, in words for people. */
final class Words {

    private static final Map<String, String> OPERATIONS = Map.of(
            "create", "Created",
            "update", "Updated",
            "draft", "Set to draft",
            "trash", "Put into the trash",
            "delete", "Deleted",
            "unlink", "Unlinked",
            "none", "Nothing to send");

    private Words() {}

    static String operation(String operation) {
        return OPERATIONS.getOrDefault(operation, operation);
    }

    /** @param outcome synced, error, and pending or retry */
    static String outcome(String outcome) {
        return switch (outcome) {
            case "synced" -> "In sync";
            case "error" -> "Refused";
            default -> "Is retried";
        };
    }

    static String tone(String outcome) {
        return switch (outcome) {
            case "synced" -> "ok";
            case "error" -> "bad";
            default -> "late";
        };
    }
}
