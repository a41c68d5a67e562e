package dev.caravan.store.doctor;

import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Compares the store's clock with ours. A store refuses signed calls that are more than 15 minutes off
 * [oauth-timestamp-old].
 */
final class ClockCheck {

    static final String NAME = "clocks-agree";
    static final String SET = "Set the clock of the store's server, or of this machine, by a time server (NTP)";

    private static final Duration ALLOWED = Duration.ofMinutes(15);
    private static final Duration NOTABLE = Duration.ofMinutes(1);

    private ClockCheck() {}

    /** Empty if the answer has no date. @param signed calls to this store are signed with the time */
    static Optional<Check> of(Answer answer, Instant now, boolean signed) {
        return answer.header("date").flatMap(ClockCheck::parse).map(theirs -> {
            Duration off = Duration.between(now, theirs);
            String detail = "The store's clock is " + off.abs().toSeconds() + " s "
                    + (off.isNegative() ? "behind" : "ahead of") + " ours";
            if (signed && off.abs().compareTo(ALLOWED) > 0) {
                return Check.failed(NAME, detail, SET);
            }
            return off.abs().compareTo(NOTABLE) > 0
                    ? Check.advised(NAME, detail, SET)
                    : Check.passed(NAME, "The clocks agree within a minute");
        });
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
