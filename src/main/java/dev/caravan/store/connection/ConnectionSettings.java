package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.address.StoreUrl;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A checked body: the values for the table, with defaults filled in. */
record ConnectionSettings(
        String storeName,
        URI storeUrl,
        boolean autoSync,
        boolean autoExport,
        OnDelete onDelete,
        OnMissing onMissing,
        int batchSize,
        int concurrency,
        @Nullable Integer requestsPerMinute,
        boolean linkExisting,
        Authentication authentication) {

    private static final int DEFAULT_BATCH_SIZE = 50;
    private static final int DEFAULT_CONCURRENCY = 1;

    static ConnectionSettings of(ConnectionBody body) {
        return new ConnectionSettings(
                Objects.requireNonNull(body.storeName()),
                storeUrl(body),
                or(body.autoSync(), true),
                or(body.autoExport(), false),
                or(body.onDelete(), OnDelete.KEEP),
                or(body.onMissing(), OnMissing.RECREATE),
                or(body.batchSize(), DEFAULT_BATCH_SIZE),
                or(body.concurrency(), DEFAULT_CONCURRENCY),
                body.requestsPerMinute(),
                or(body.linkExisting(), true),
                or(body.authentication(), Authentication.AUTO));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** The normalised address. @throws ApiException 400 if it is missing or not valid */
    static URI storeUrl(ConnectionBody body) {
        return StoreUrl.normalise(required("storeUrl", body.storeUrl()));
    }

    /** @throws ApiException 400 if it is missing */
    static String required(String field, @Nullable String value) {
        if (value == null) {
            throw ApiException.invalid(field, "must not be null");
        }
        return value;
    }
}
