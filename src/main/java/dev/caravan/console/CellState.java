package dev.caravan.console;

import java.util.Arrays;

/** The state of a product in a store, in words. */
enum CellState {
    IN_SYNC("in_sync", "ok", "In sync"),
    PENDING("pending", "wait", "Pending"),
    LATE("late", "late", "Late"),
    ERROR("error", "bad", "Error"),
    OFF("off", "off", "Off"),
    NOT_THERE("not_there", "none", "Not there");

    private final String code;
    private final String tone;
    private final String words;

    CellState(String code, String tone, String words) {
        this.code = code;
        this.tone = tone;
        this.words = words;
    }

    static CellState of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }

    /** The API's word for it. */
    public String code() {
        return code;
    }

    /** Which colour and icon. */
    public String tone() {
        return tone;
    }

    public String words() {
        return words;
    }

    /** Whether the API looks for it in one store only, because it is true of almost all products in some store. */
    boolean needsAStore() {
        return this == IN_SYNC || this == OFF || this == NOT_THERE;
    }
}
