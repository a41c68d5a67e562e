package dev.caravan.sync.analytics;

import dev.caravan.platform.ApiException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long the time of one point is, in UTC. */
enum Resolution {
    HOUR(ChronoUnit.HOURS, "at most 31 days"),
    DAY(ChronoUnit.DAYS, "at most two years"),
    MONTH(ChronoUnit.MONTHS, "at most 60 years");

    /** An answer has so many points at most: the hours of 31 days, the days of two years. */
    static final int MOST_POINTS = 750;

    private final ChronoUnit unit;
    private final String longest;

    Resolution(ChronoUnit unit, String longest) {
        this.unit = unit;
        this.longest = longest;
    }

    /** As a table and the API have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The beginning of the point that a moment belongs to. */
    OffsetDateTime begin(OffsetDateTime moment) {
        OffsetDateTime utc = moment.withOffsetSameInstant(ZoneOffset.UTC);
        return this == MONTH ? utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1) : utc.truncatedTo(unit);
    }

    OffsetDateTime next(OffsetDateTime begin) {
        return begin.plus(1, unit);
    }

    /** How many points lie between two beginnings. */
    long points(OffsetDateTime from, OffsetDateTime to) {
        return unit.between(from, to);
    }

    /** What to ask for, if a range has too many points. */
    String advice(OffsetDateTime from, OffsetDateTime to) {
        String coarser = Arrays.stream(values())
                .filter(other -> other.compareTo(this) > 0 && other.points(from, to) < MOST_POINTS)
                .findFirst()
                .map(other -> "resolution=" + other.word() + " or ")
                .orElse("");
        return "take " + coarser + "a range of " + longest;
    }

    /** @param word null: hours */
    static Resolution of(@Nullable String word) {
        return word == null || word.isEmpty()
                ? HOUR
                : Arrays.stream(values())
                        .filter(resolution -> resolution.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> ApiException.invalid(
                                "resolution",
                                "must be one of "
                                        + Arrays.stream(values())
                                                .map(Resolution::word)
                                                .collect(Collectors.joining(", "))));
    }
}
