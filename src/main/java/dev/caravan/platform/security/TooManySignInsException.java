package dev.caravan.platform.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that is not looked at now: too many went wrong before it. Answered 429. */
public final class TooManySignInsException extends AuthenticationException {

    private final long seconds;

    TooManySignInsException(Duration wait) {
        super("Too many sign-ins have failed; try again in a while");
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** When it makes sense to try again, for {@code Retry-After}. */
    public long seconds() {
        return seconds;
    }
}
