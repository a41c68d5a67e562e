package dev.caravan.sync.analytics;

import dev.caravan.platform.ApiException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time of whole hours, days or months of UTC.
 *
 * @param from the beginning of its first point @param to the end of its last point
 */
record TimeRange(OffsetDateTime from, OffsetDateTime to, Resolution resolution) {

    private static final OffsetDateTime FIRST = OffsetDateTime.parse("1970-01-01T00:00:00Z");
    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    /**
     * The range as it is asked for, with the points at its ends whole.
     *
     * @param from null: a day, a month or a year before its end, by the resolution @param to null: now
     * @throws ApiException 400 if it cannot be read, is empty, or has too many points
     */
    static TimeRange of(@Nullable String from, @Nullable String to, @Nullable String resolution, Instant now) {
        Resolution by = Resolution.of(resolution);
        OffsetDateTime last = moment("to", to, now.atOffset(ZoneOffset.UTC));
        OffsetDateTime first = moment("from", from, usual(by, last));
        if (!first.isBefore(last)) {
            throw ApiException.invalid(
                    "from", "must be before to" + (to == null ? ", which is now if it is left out" : ""));
        }
        OffsetDateTime begin = by.begin(first);
        OffsetDateTime end = by.begin(last).isEqual(last) ? last : by.next(by.begin(last));
        long points = by.points(begin, end);
        if (points > Resolution.MOST_POINTS) {
            throw ApiException.badRequest(
                    "From " + begin + " to " + end + " there are " + points + " points of one " + by.word()
                            + ", and an answer has " + Resolution.MOST_POINTS + " at most: " + by.advice(begin, end));
        }
        return new TimeRange(begin, end.withOffsetSameInstant(ZoneOffset.UTC), by);
    }

    private static OffsetDateTime usual(Resolution by, OffsetDateTime to) {
        return switch (by) {
            case HOUR -> to.minusDays(1);
            case DAY -> to.minusDays(30);
            case MONTH -> to.minusYears(1);
        };
    }

    private static OffsetDateTime moment(String name, @Nullable String text, OffsetDateTime otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text.replace(' ', '+'));
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw ApiException.invalid(name, "must be a moment between 1970 and 9999");
            }
            return moment.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(name, "must be a moment in ISO 8601, such as 2026-01-31T12:00:00Z");
        }
    }

    /** The beginnings of all points. */
    List<Instant> points() {
        return Stream.iterate(from, point -> point.isBefore(to), resolution::next)
                .map(OffsetDateTime::toInstant)
                .toList();
    }
}
