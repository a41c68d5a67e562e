package dev.caravan.sync.matrix;

import dev.caravan.platform.ApiException;
import dev.caravan.sync.matrix.TimelineEntry.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Up to where each of the records has been read: the next page has what is older. */
record TimelineCursor(long attempt, long action, Instant letterAt, long letter) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})");
    private static final long NEWEST = 999_999_999_999_999_999L;
    private static final TimelineCursor START =
            new TimelineCursor(NEWEST, NEWEST, Instant.parse("9999-12-31T00:00:00Z"), NEWEST);

    /** @throws ApiException 400 for what no page has said */
    static TimelineCursor of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return START;
        }
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw ApiException.invalid("before", "must be what the page before has as next");
        }
        return new TimelineCursor(
                Long.parseLong(numbers.group(1)),
                Long.parseLong(numbers.group(2)),
                Instant.EPOCH.plus(Long.parseLong(numbers.group(3)), ChronoUnit.MICROS),
                Long.parseLong(numbers.group(4)));
    }

    /** After these entries, too. */
    TimelineCursor after(List<TimelineEntry> entries) {
        TimelineCursor cursor = this;
        for (TimelineEntry entry : entries) {
            cursor = cursor.after(entry);
        }
        return cursor;
    }

    private TimelineCursor after(TimelineEntry entry) {
        return entry.kind() == Kind.ATTEMPT
                ? new TimelineCursor(entry.id(), action, letterAt, letter)
                : entry.kind() == Kind.ACTION
                        ? new TimelineCursor(attempt, entry.id(), letterAt, letter)
                        : new TimelineCursor(attempt, action, entry.at(), entry.id());
    }

    String text() {
        long micros = letterAt.getEpochSecond() * 1_000_000 + letterAt.getNano() / 1_000;
        return "%d.%d.%d.%d".formatted(attempt, action, micros, letter);
    }
}
