package dev.caravan.platform.settings;

/** A setting that Caravan cannot start with; the message names it and says what it must be. */
public final class WrongSettingException extends IllegalArgumentException {

    public WrongSettingException(String message) {
        super(message);
    }
}
