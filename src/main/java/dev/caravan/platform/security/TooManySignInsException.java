package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that is not looked at now: too many went wrong before it. Answered 429. */
final class TooManySignInsException extends AuthenticationException {

    private final long seconds;

    TooManySignInsException(Duration wait) {
        super("Too many sign-ins have failed; try again in a while");
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** For a person to read: {@code 20 seconds}. */
    String inWords() {
        long minutes = (seconds + 59) / 60;
        return seconds <= 90 ? seconds + (seconds == 1 ? " second" : " seconds") : minutes + " minutes";
    }

    /** As problem+json. */
    void answer(HttpServletResponse response, Problems problems) throws IOException {
        response.setHeader("Retry-After", String.valueOf(seconds));
        problems.write(
                response,
                ApiException.tooMany("Too many sign-ins have failed; try again in " + inWords() + " (Retry-After)"));
    }

    /** When it makes sense to try again, for {@code Retry-After}. */
    public long seconds() {
        return seconds;
    }
}
