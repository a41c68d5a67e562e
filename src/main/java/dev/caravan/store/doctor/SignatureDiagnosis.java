package dev.caravan.store.doctor;

import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.CallFault;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Why a store did not take a signed call. All reasons have one code, so its English words decide [oauth-*]. */
final class SignatureDiagnosis {

    private SignatureDiagnosis() {}

    static Check check(StoreVisitor visitor, StoreProbe.Result refused) {
        CallFault fault = Objects.requireNonNull(refused.fault());
        String said = fault.reason().toLowerCase(Locale.ROOT);
        if (said.contains("timestamp")) {
            return Check.failed(ClockCheck.NAME, fault.reason(), ClockCheck.SET);
        }
        if (said.contains("nonce")) {
            return Check.failed(
                    KeyChecks.ARRIVES,
                    fault.reason(),
                    "Something on the way repeats or shortens calls; no cache or proxy may do so for /wp-json/");
        }
        if (visitor.credentials().areExchanged()) {
            return Check.failed(
                    KeyChecks.KNOWN,
                    "The store does not know the consumer key, which looks like a secret",
                    Remedies.EXCHANGED);
        }
        if (said.contains("consumer key")) {
            return Check.failed(KeyChecks.KNOWN, "The store does not know the consumer key", Remedies.NEW_KEY);
        }
        Optional<URI> own =
                Optional.ofNullable(visitor.home()).flatMap(home -> HtmlAnswer.other(visitor.storeUrl(), home));
        return own.map(address -> Check.failed(
                        KeyChecks.KNOWN,
                        "The signature does not fit: the store knows itself as " + address,
                        Remedies.moveTo(address) + ", or make it known under " + visitor.storeUrl()))
                .orElseGet(() -> Check.failed(
                        KeyChecks.KNOWN,
                        "The signature does not fit: the consumer secret does not belong to the consumer key",
                        Remedies.NEW_KEY));
    }
}
