package dev.caravan.sync.action;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.caravan.platform.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is done with each product in each store, as the operation for one product does it. */
enum ActionKind {
    /** All fields are sent now where the product is linked, also after an error. */
    PUSH("push"),
    /** All fields are sent now; a product that a store does not have is created there. */
    EXPORT("export"),
    /** Changes are sent by themselves from now on, and those that were missed are sent now. */
    AUTO_SYNC_ON("autoSyncOn"),
    /** Changes are noted, and not sent. */
    AUTO_SYNC_OFF("autoSyncOff"),
    /** Caravan forgets the product in the store, which keeps it. */
    UNLINK("unlink");

    private final String code;

    ActionKind(String code) {
        this.code = code;
    }

    /** The word of the API. */
    @JsonValue
    String code() {
        return code;
    }

    /** Whether it is an export for each store. */
    boolean sends() {
        return this == PUSH || this == EXPORT;
    }

    /** @throws ApiException 400 for a text that is no action */
    static ActionKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "action",
                        "must be one of "
                                + Arrays.stream(values()).map(ActionKind::code).collect(Collectors.joining(", "))));
    }
}
