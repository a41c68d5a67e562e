package dev.caravan.store.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.woocommerce.CallFault;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RemediesTest {

    @Test
    void knowsACertificateThatDoesNotFit() {
        CallFault fault = new CallFault.NotReached("TLS handshake failed: No subject alternative DNS name matching");

        assertThat(Remedies.of(fault, URI.create("https://shop.example"), null))
                .isEqualTo("The certificate of the store must be valid for shop.example and complete");
    }
}
