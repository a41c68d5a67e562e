package dev.caravan.sync.matrix;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.caravan.platform.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a product in a store, with its variants and images. Of several that apply, a cell has the first of
 * error, late, pending, off and in sync; a filter finds each product to which its state applies.
 */
public enum CellStatus {
    /** The store shows the newest state, as far as Caravan knows. */
    IN_SYNC("in_sync"),
    /** A change has not reached the store. As a filter it includes the late ones. */
    PENDING("pending"),
    /** A change has been pending for longer than {@code CARAVAN_ALERT_OLDEST_OWED}. */
    LATE("late"),
    /** A dead letter is open: nothing is sent until the product changes or a user replays it. */
    ERROR("error"),
    /** Nothing is pending, and changes are not sent: automatic sync is off for the product or its store. */
    OFF("off"),
    /** The product is not linked to the store. */
    NOT_THERE("not_there");

    private final String code;

    CellStatus(String code) {
        this.code = code;
    }

    /** The word of the API. */
    @JsonValue
    public String code() {
        return code;
    }

    /** Whether it is found by rows that are the few, in any number of stores; the others are looked for in one store. */
    boolean inManyStores() {
        return this == PENDING || this == LATE || this == ERROR;
    }

    /** @return null for null or a blank text @throws ApiException 400 for a text that is no state */
    public static @Nullable CellStatus of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(values())
                .filter(status -> status.code.equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "status",
                        "must be one of "
                                + Arrays.stream(values()).map(CellStatus::code).collect(Collectors.joining(", "))));
    }
}
