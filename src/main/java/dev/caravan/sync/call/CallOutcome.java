package dev.caravan.sync.call;

import dev.caravan.woocommerce.AnswerClassifier;
import dev.caravan.woocommerce.CallFault;
import java.util.Locale;

/** What became of a call, in classes that a metric can have: by the status of the answer, or by how the connection failed. */
enum CallOutcome {
    SUCCESS,
    REDIRECTED,
    /** 401, 403. */
    UNAUTHORIZED,
    /** 429, 503. */
    ASKS_FOR_TIME,
    /** Any other 4xx. */
    REFUSED,
    /** Any other 5xx. */
    SERVER_ERROR,
    /** Nothing was sent: no such host, no connection, no TLS, an address that is not allowed. */
    NOT_REACHED,
    /** No answer in time. */
    TIMEOUT,
    /** The connection or the answer broke off. */
    BROKEN;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallOutcome of(int status) {
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 429, 503 -> ASKS_FOR_TIME;
            default -> status < 300 ? SUCCESS : status < 400 ? REDIRECTED : status < 500 ? REFUSED : SERVER_ERROR;
        };
    }

    static CallOutcome of(Throwable failure) {
        CallFault fault = AnswerClassifier.faultOf(failure);
        if (fault instanceof CallFault.Ambiguous ambiguous) {
            return ambiguous.mayStillRun() ? TIMEOUT : BROKEN;
        }
        return fault instanceof CallFault.NotReached || fault instanceof CallFault.NotAllowed ? NOT_REACHED : BROKEN;
    }
}
