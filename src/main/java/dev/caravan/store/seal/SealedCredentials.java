package dev.caravan.store.seal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Credentials as the database keeps them. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record SealedCredentials(
        String keyId, byte[] consumerKey, byte[] consumerSecret, byte @Nullable [] webhookSecret) {

    /** The columns; each sealed text is bound to its column. */
    enum Field {
        CONSUMER_KEY,
        CONSUMER_SECRET,
        WEBHOOK_SECRET;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
