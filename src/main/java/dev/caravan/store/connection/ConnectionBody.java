package dev.caravan.store.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.caravan.platform.text.HiddenCharacters;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.seal.OpenCredentials;
import dev.caravan.woocommerce.Authentication;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A connection as a client sends it. Absent settings take their defaults, absent credentials stay as they are. */
record ConnectionBody(
        @NotBlank @Size(max = 200) @Pattern(regexp = HiddenCharacters.NONE_IN_NAME, message = HiddenCharacters.NONE_IN_NAME_RULE) @Nullable String storeName,

        @NotNull @Nullable String storeUrl,

        @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) @Nullable String consumerKey,

        @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) @Nullable String consumerSecret,

        @Pattern(
                regexp = "\\P{Cc}{0,200}",
                message = "must have at most 200 characters, none of them control characters")
        @Nullable String webhookSecret,

        @JsonProperty("isDefault") @Nullable Boolean isDefault,

        @Nullable Boolean autoSync,
        @Nullable Boolean autoExport,
        @Nullable OnDelete onDelete,
        @Nullable OnMissing onMissing,

        @Range(min = 1, max = 100) @Nullable Integer batchSize,

        @Range(min = 1, max = 8) @Nullable Integer concurrency,

        @Range(min = 1, max = 60_000) @Nullable Integer requestsPerMinute,

        @Nullable Boolean linkExisting,

        @Nullable Authentication authentication) {

    static final String KEY = "[^\\s\\p{Z}\\p{C}]{1,200}";
    static final String KEY_RULE = "must have 1 to 200 characters, without spaces inside";

    ConnectionBody {
        storeName = strip(storeName);
        consumerKey = strip(consumerKey); // copied with a space at the end, WooCommerce would not know it
        consumerSecret = strip(consumerSecret);
    }

    /** A new connection with the settings that a body without them gets. */
    static ConnectionBody of(String storeName, URI storeUrl, StoreCredentials credentials) {
        return new ConnectionBody(
                storeName,
                storeUrl.toString(),
                credentials.consumerKey(),
                credentials.consumerSecret(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Credentials, replaced by those that this body brings. */
    OpenCredentials over(OpenCredentials before) {
        return before.with(consumerKey, consumerSecret, webhookSecret);
    }

    boolean bringsCredentials() {
        return bringsKey() || webhookSecret != null;
    }

    boolean bringsKey() {
        return consumerKey != null || consumerSecret != null;
    }

    static @Nullable String strip(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    @Override
    public String toString() {
        return "ConnectionBody[" + storeName + "]";
    }
}
