package dev.caravan.woocommerce;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The {@code Retry-After} header in both its forms (RFC 9110, 10.2.3): seconds, or an HTTP date. */
final class RetryAfter {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    /** A store that asks for more time is probed after an hour all the same, because it may be available sooner. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait; {@code otherwise} if the header is missing or unreadable. */
    static Duration of(Answer answer, Clock clock, Duration otherwise) {
        return clamp(answer.header("retry-after")
                .map(value -> parse(value.strip(), clock, otherwise))
                .orElse(otherwise));
    }

    private static Duration parse(String value, Clock clock, Duration otherwise) {
        if (value.matches("\\d+")) {
            return value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(clock.instant(), date.toInstant());
        } catch (DateTimeParseException unreadable) {
            return otherwise;
        }
    }

    private static Duration clamp(Duration delay) {
        if (delay.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
