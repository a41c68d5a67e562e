package dev.caravan.store.doctor;

import dev.caravan.store.StoreCredentials;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The store and the credentials of an examination. @param home the store's own address as it gives it; null: it gives
 * none
 */
record StoreVisitor(
        URI storeUrl,
        StoreCredentials credentials,
        Authentication setting,
        @Nullable String home) {}
