package dev.caravan.catalog.bulk;

import dev.caravan.platform.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code text/csv}: a line that names the columns, and a product in each row. */
final class CsvLines implements BulkLines {

    private final UploadOptions options;
    private final CsvRows rows;
    private final RowFormat format;
    private final Deque<BulkLine> ready = new ArrayDeque<>();
    private boolean ended;

    /** @throws ApiException 400 if the first line cannot be used */
    CsvLines(InputStream in, UploadOptions options, AttributeColumns attributes) throws IOException {
        this.options = options;
        this.rows = new CsvRows(in, options, known(options.format()));
        String[] header = rows.head().cells();
        this.format = switch (options.format()) {
            case CARAVAN -> CaravanColumns.of(rows.head(), options, attributes);
            case WOOCOMMERCE -> WooCommerceColumns.of(header, options, attributes);
            case SHOPIFY -> ShopifyRows.of(header, options, attributes);
        };
    }

    private static ToLongFunction<String[]> known(UploadOptions.Format format) {
        return switch (format) {
            case CARAVAN -> CaravanColumns::known;
            case WOOCOMMERCE -> WooCommerceColumns::known;
            case SHOPIFY -> ShopifyRows::known;
        };
    }

    @Override
    public @Nullable BulkLine next() throws IOException {
        while (ready.isEmpty() && !ended) {
            CsvRows.Row row = rows.next();
            if (row == null) {
                ended = true;
                format.end(ready::add);
            } else if (row.problem() != null) {
                ready.add(BulkLine.refused(row.number(), row.problem()));
            } else {
                format.take(row, ready::add);
            }
        }
        return ready.poll();
    }

    @Override
    public FileReport report() {
        return new FileReport(
                options.format().word(),
                rows.charset().name(),
                rows.head().delimiterName(),
                String.valueOf(options.decimal()),
                options.emptyRemoves() ? "remove" : "keep",
                format.ignored(),
                format.notes());
    }
}
