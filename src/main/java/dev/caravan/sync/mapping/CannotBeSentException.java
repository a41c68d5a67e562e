package dev.caravan.sync.mapping;

/** A product that no store could take as it is. Only a change of the product or of the mapping helps. */
public final class CannotBeSentException extends RuntimeException {

    private final String code;

    /** @param code for the dead letter, such as {@code not_a_number} @param message for a user, with the field */
    CannotBeSentException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
