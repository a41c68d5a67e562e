package dev.caravan.platform.settings;

/** A setting with which Caravan cannot start; the message names it and its rule. */
public final class WrongSettingException extends IllegalArgumentException {

    public WrongSettingException(String message) {
        super(message);
    }
}
