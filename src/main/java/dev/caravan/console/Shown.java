package dev.caravan.console;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How pages write numbers and times. The script of the page puts times into the reader's zone. */
final class Shown {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])[A-Z]");
    private static final int MOST_FIELDS = 8;
    private static final int SECOND = 1_000;
    private static final DateTimeFormatter DAY_ONLY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MONTH_ONLY =
            DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    /** A number with its noun, which takes an s unless there is exactly one. */
    public String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    public String time(Instant time) {
        return TIME.format(time);
    }

    /** A duration, in its two largest units. */
    public String age(@Nullable Long seconds) {
        if (seconds == null) {
            return "–";
        }
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min" + rest(seconds % MINUTE, " s");
        }
        if (seconds < DAY) {
            return seconds / HOUR + " h" + rest(seconds % HOUR / MINUTE, " min");
        }
        return seconds / DAY + " d" + rest(seconds % DAY / HOUR, " h");
    }

    /** A duration of a call. */
    public String millis(@Nullable Integer millis) {
        if (millis == null) {
            return "–";
        }
        return millis < SECOND ? millis + " ms" : String.format(Locale.ENGLISH, "%.1f s", millis / (double) SECOND);
    }

    /** The name of a field in words: {@code salePrice} is "sale price". */
    public String field(String name) {
        return name.equals("sku")
                ? "SKU"
                : CAPITAL.matcher(name).replaceAll(" $0").toLowerCase(Locale.ROOT);
    }

    /** Names of fields in words, of very many only the first. */
    public String fields(List<String> names) {
        String words = names.stream().limit(MOST_FIELDS).map(this::field).collect(Collectors.joining(", "));
        return names.size() <= MOST_FIELDS ? words : words + " and " + number(names.size() - MOST_FIELDS) + " more";
    }

    /** A delay, as exact as a person wants it. @param millis null: there is none */
    public String delay(@Nullable Long millis) {
        if (millis == null) {
            return "–";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis < MINUTE * 1_000
                ? String.format(Locale.ENGLISH, "%.1f s", millis / 1_000.0)
                : age(Math.round(millis / 1_000.0));
    }

    /** A share in per cent. Only all of something is 100 %. */
    public String share(@Nullable Double percent) {
        if (percent == null) {
            return "–";
        }
        double shown = percent < 100 ? Math.min(percent, 99.9) : percent;
        return shown > 0 && shown < 0.1
                ? "< 0.1 %"
                : String.format(Locale.ENGLISH, "%.1f %%", shown).replace(".0 ", " ");
    }

    /** A day of UTC. */
    public String day(Instant time) {
        return DAY_ONLY.format(time);
    }

    /** A month of UTC. */
    public String month(Instant time) {
        return MONTH_ONLY.format(time);
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }
}
