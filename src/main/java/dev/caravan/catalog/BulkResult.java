package dev.caravan.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what became of the lines of a bulk upload. Not more than a thousand refused ones are kept. */
final class BulkResult {

    private static final int MOST_ERRORS = 1_000;

    /** A line that was refused. @param sku as far as it is known */
    record Error(long line, @Nullable String sku, String message) {}

    /** The answer. @param errorsTruncated whether more lines were refused than {@code errors} lists */
    record View(
            long created, long updated, long unchanged, long refused, List<Error> errors, boolean errorsTruncated) {}

    private final List<Error> errors = new ArrayList<>();
    private long created;
    private long updated;
    private long unchanged;
    private long refused;

    void refuse(long line, @Nullable String sku, String message) {
        refused++;
        if (errors.size() < MOST_ERRORS) {
            errors.add(new Error(line, sku, message));
        }
    }

    void count(BulkLine line, String sku, Written written) {
        switch (written.kind()) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case REFUSED ->
                refuse(
                        line.number(),
                        sku,
                        written.problem() == null
                                ? "is refused"
                                : String.valueOf(written.problem().getMessage()));
        }
    }

    View view() {
        return new View(
                created,
                updated,
                unchanged,
                refused,
                errors.stream().sorted(Comparator.comparingLong(Error::line)).toList(),
                refused > errors.size());
    }
}
