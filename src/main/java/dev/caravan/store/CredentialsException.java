package dev.caravan.store;

/** A store's credentials cannot be opened; the message is a sentence for an operator, without any secret. */
public final class CredentialsException extends RuntimeException {

    public CredentialsException(String message) {
        super(message);
    }
}
