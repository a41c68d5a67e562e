package dev.caravan.catalog.bulk;

import dev.caravan.platform.ApiException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read, as the request says.
 *
 * @param charset that the request names
 * @param decimal between a number and its decimals
 * @param emptyRemoves whether an empty cell of CSV removes the value; otherwise it leaves the field alone
 */
record UploadOptions(boolean csv, @Nullable Charset charset, Format format, char decimal, boolean emptyRemoves) {

    /** The program whose columns a CSV file has. */
    enum Format {
        CARAVAN,
        WOOCOMMERCE,
        SHOPIFY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final UploadOptions CSV = new UploadOptions(true, null, Format.CARAVAN, '.', false);

    /** NDJSON in UTF-8. */
    static final UploadOptions NDJSON = new UploadOptions(false, null, Format.CARAVAN, '.', false);

    /** @throws ApiException 400 naming the wrong parameter */
    static UploadOptions of(
            boolean csv,
            @Nullable Charset charset,
            @Nullable String format,
            @Nullable String decimal,
            @Nullable String emptyMeans) {
        if (!csv && (format != null || decimal != null || emptyMeans != null)) {
            throw ApiException.badRequest(
                    "format, decimal and emptyMeans are for CSV: send the file with Content-Type: text/csv");
        }
        return new UploadOptions(
                csv,
                charset,
                format(format),
                choice("decimal", decimal, ".", ",").charAt(0),
                choice("emptyMeans", emptyMeans, "keep", "remove").equals("remove"));
    }

    private static Format format(@Nullable String format) {
        String[] words = Stream.of(Format.values()).map(Format::word).toArray(String[]::new);
        return Format.valueOf(choice("format", format, words).toUpperCase(Locale.ROOT));
    }

    /** @param words the first one is the default */
    private static String choice(String name, @Nullable String given, String... words) {
        if (given == null) {
            return words[0];
        }
        String wanted = given.strip().toLowerCase(Locale.ROOT);
        return Stream.of(words)
                .filter(wanted::equals)
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(name + " must be one of: " + String.join("  ", words)));
    }
}
