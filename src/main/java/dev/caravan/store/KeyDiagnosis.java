package dev.caravan.store;

import dev.caravan.store.DoctorReport.Check;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreEndpoints;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the key is accepted and may write; if not, why. Goes by codes: messages come in the store's language. */
@Component
class KeyDiagnosis {

    static final String NAME = "key-may-write";
    private static final String NEW_KEY =
            "Make a key under WooCommerce > Settings > Advanced > REST API, with permissions Read/Write";

    private final StoreProbe probe;

    KeyDiagnosis(StoreProbe probe) {
        this.probe = probe;
    }

    Check check(URI storeUrl, StoreCredentials credentials) {
        StoreProbe.Result write = probe.post(storeUrl, StoreEndpoints.PRODUCTS_BATCH, credentials, "{}");
        CallFault fault = write.fault();
        if (fault == null) {
            return Check.passed(NAME, "The key is accepted and may write products");
        }
        if (fault instanceof CallFault.Unauthorized refused) {
            return refused(storeUrl, credentials, refused, write.answer());
        }
        return Check.failed(NAME, fault.reason(), Remedies.of(fault, storeUrl, write.answer()));
    }

    private Check refused(
            URI storeUrl, StoreCredentials credentials, CallFault.Unauthorized refused, @Nullable Answer answer) {
        if (refused.code().startsWith("http_")) {
            return Check.failed(NAME, refused.reason(), Remedies.of(refused, storeUrl, answer));
        }
        if (refused.code().equals("woocommerce_rest_authentication_error")) {
            return mayRead(storeUrl, credentials)
                    ? Check.failed(NAME, "The key may read only", "Set its permissions to Read/Write. " + NEW_KEY)
                    : Check.failed(NAME, "The consumer secret does not belong to the consumer key", NEW_KEY);
        }
        if (answer != null && answer.status() == 401) {
            return unknownKey(storeUrl);
        }
        return Check.failed(
                NAME,
                "The key is right, but its user may not manage products",
                "Make the key for a user with the role Shop manager or Administrator");
    }

    /** WooCommerce treats an unknown key as no key at all [auth-wrong-key], and over plain http it takes none. */
    private static Check unknownKey(URI storeUrl) {
        String https = storeUrl.getScheme().equals("http")
                ? "WooCommerce takes keys over https only: correct the address. "
                : "";
        return Check.failed(
                NAME,
                "The store does not know the consumer key, or does not get to see it",
                https + NEW_KEY + ". If the key is right, the store's web server drops the Authorization header");
    }

    /** Tells a read-only key from a wrong secret: both are the same code on a write. */
    private boolean mayRead(URI storeUrl, StoreCredentials credentials) {
        return probe.get(storeUrl, StoreEndpoints.PRODUCTS + "?per_page=1&_fields=id", credentials)
                        .fault()
                == null;
    }
}
