package dev.caravan.woocommerce;

import java.net.UnknownHostException;

/**
 * A name resolves to an address that must not be called; no connection was made. The message is a sentence for
 * operators.
 */
public final class ForbiddenAddressException extends UnknownHostException {

    public ForbiddenAddressException(String message) {
        super(message);
    }
}
