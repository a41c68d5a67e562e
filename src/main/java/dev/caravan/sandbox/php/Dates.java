package dev.caravan.sandbox.php;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Dates of the store, which is in UTC: {@code 2026-11-22T13:18:26}, whole seconds. */
public final class Dates {

    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("d.M.uuuu"));
    private static final List<DateTimeFormatter> TIMES =
            List.of(DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));

    private Dates() {}

    public static String text(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }

    /** Reads the text as well as it can. */
    public static Optional<String> parse(String text) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return Optional.of(text(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC)));
            } catch (DateTimeException e) {
                continue;
            }
        }
        for (DateTimeFormatter format : DAYS) {
            try {
                return Optional.of(
                        text(LocalDate.parse(text, format).atStartOfDay().toInstant(ZoneOffset.UTC)));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }
}
