package dev.caravan.sync.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Days and moments as a store takes them. */
final class DateTexts {

    private DateTexts() {}

    /** The store lets PHP interpret any other text [product-create-date-bad]. */
    static boolean isDate(String text) {
        try {
            return text.isEmpty()
                    || (text.indexOf('T') < 0
                            ? LocalDate.parse(text).getYear() > 0
                            : LocalDateTime.parse(text).getYear() > 0);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
