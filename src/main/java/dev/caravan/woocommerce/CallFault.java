package dev.caravan.woocommerce;

import java.time.Duration;

/** Why a whole call failed. Source: the recorded answers (store-*, front-*, url-*, auth-*, timeout-*). */
public sealed interface CallFault {

    /** In the reason of a fault: the server at the port does not speak TLS. */
    String NOT_TLS = "what answers at this port does not speak TLS";

    /** In the reason of a fault. */
    String NOT_TRUSTED =
            "the certificate is not trusted: it is self-signed, of an authority that is not known, or comes without its chain";

    /** In the reason of a fault: it is unknown whether the server speaks TLS. */
    String HUNG_UP = "what answers at this port hangs up";

    /** In the reason of a fault. */
    String EXPIRED = "the certificate has expired";

    /** One sentence that an operator understands: at most 500 characters, without HTML and without secrets. */
    String reason();

    /** Certainly nothing was sent: name not found, connection refused, connect timeout, TLS handshake failed. */
    record NotReached(String reason) implements CallFault {}

    /** Certainly nothing was sent: the store's name resolves to an address where stores may not live. */
    record NotAllowed(String reason) implements CallFault {}

    /**
     * It may have been applied, wholly or in part.
     *
     * @param mayStillRun the store may be working on it right now (timeout, 504), so that it may land after a newer call
     */
    record Ambiguous(String reason, boolean mayStillRun) implements CallFault {}

    /**
     * The store asks for time (429, 503) and most likely did nothing. A proxy may answer 503 for a store that closed
     * the connection, so field hashes of the sent fields should count as unknown.
     *
     * @param delay from {@code Retry-After}, 1 s to 1 h; 60 s (503) or 30 s (429) if the store did not say
     * @param maintenance WordPress' own page, which always asks for 600 s [store-maintenance]; usually the maintenance
     * takes half a minute
     */
    record AsksForTime(String reason, Duration delay, boolean maintenance) implements CallFault {

        public AsksForTime(String reason, Duration delay) {
            this(reason, delay, false);
        }
    }

    /**
     * Credentials or permission: 401, 403.
     *
     * @param code WordPress' error code, or {@code http_401}, {@code http_403} if something in front of it answered
     */
    record Unauthorized(String code, String reason) implements CallFault {}

    /** The answer did not come from WooCommerce: redirect, login or start page, unknown route, WooCommerce off. */
    record WrongAddress(String reason) implements CallFault {}

    /** The request has too many bytes or items for the store (413); nothing was done. A smaller one may pass. */
    record TooLarge(String reason) implements CallFault {}

    /**
     * The call as a whole was refused (400 family) and nothing was done.
     *
     * @param code WordPress' error code, or {@code http_<status>} if the answer carries none
     */
    record Refused(String code, String reason) implements CallFault {}
}
