package dev.caravan.catalog.bulk;

import dev.caravan.catalog.product.Written;
import dev.caravan.platform.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the results of the lines of a bulk upload. The first refused lines are listed, the others are only counted.
 */
final class BulkResult {

    private static final int MOST_ERRORS = 20;

    /** A line that was refused. @param sku as far as it is known */
    record Error(long line, @Nullable String sku, String message) {}

    /** The answer. @param errorsTruncated whether more lines were refused than {@code errors} lists @param file how it was read */
    record View(
            long created,
            long updated,
            long unchanged,
            long refused,
            List<Error> errors,
            boolean errorsTruncated,
            FileReport file) {}

    private final List<Error> errors = new ArrayList<>();
    private long created;
    private long updated;
    private long unchanged;
    private long refused;

    void refuse(long line, @Nullable String sku, String message) {
        refused++;
        if (errors.size() < MOST_ERRORS || line < errors.get(errors.size() - 1).line()) {
            errors.add(new Error(line, sku == null ? null : ApiException.cut(sku), ApiException.shortened(message)));
            errors.sort(Comparator.comparingLong(Error::line));
            errors.subList(Math.min(errors.size(), MOST_ERRORS), errors.size()).clear();
        }
    }

    void count(BulkLine line, String sku, Written written) {
        if (written instanceof Written.Refused refusal) {
            refuse(line.number(), sku, String.valueOf(refusal.problem().getMessage()));
        } else if (written instanceof Written.Created) {
            created++;
        } else if (written instanceof Written.Updated) {
            updated++;
        } else {
            unchanged++;
        }
    }

    View view(FileReport file) {
        return new View(created, updated, unchanged, refused, List.copyOf(errors), refused > errors.size(), file);
    }
}
