package dev.caravan.store.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.StoreCredentials;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.CallFault;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over plain http calls are signed, and WooCommerce says of each wrong signature the same code. */
class SignatureDiagnosisTest {

    @ParameterizedTest
    @CsvSource({
        "cs_1, ck_1, Consumer key is invalid., exchanged",
        "cs_1, ck_1, Invalid signature - provided signature does not match., exchanged",
        "ck_1, ck_1, Consumer key is invalid., exchanged",
        "ck_1, cs_1, Consumer key is invalid., Make a key",
        "ck_1, cs_1, Invalid signature - provided signature does not match., Make a key"
    })
    void knowsExchangedKeyAndSecret(String key, String secret, String said, String remedy) {
        StoreVisitor visitor = new StoreVisitor(
                URI.create("http://shop.example"), new StoreCredentials(key, secret), Authentication.AUTO, null);
        CallFault fault = new CallFault.Unauthorized("woocommerce_rest_authentication_error", said);

        Check check = SignatureDiagnosis.check(visitor, new StoreProbe.Result(null, fault, 1));

        assertThat(check.ok()).isFalse();
        assertThat(check.name()).isEqualTo(KeyChecks.KNOWN);
        assertThat(check.remedy()).contains(remedy);
    }
}
