package dev.caravan.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final byte[] OTHER = Base64.getDecoder().decode("C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330;
    private static final String BODY = "{\"test\": 2432232314}";

    /** The vector that the libraries of Standard Webhooks are tested with. */
    private static final String PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void isThePublishedOne() {
        assertThat(WebhookSignature.of(List.of(KEY), ID, TIMESTAMP, BODY)).isEqualTo(PUBLISHED);
    }

    @Test
    void hasOnePartForEachKey() {
        assertThat(WebhookSignature.of(List.of(OTHER, KEY), ID, TIMESTAMP, BODY).split(" "))
                .hasSize(2)
                .contains(PUBLISHED)
                .allSatisfy(part -> assertThat(part).startsWith("v1,"));
    }

    @Test
    void differsWithEveryThingThatIsSigned() {
        assertThat(List.of(
                        WebhookSignature.of(List.of(KEY), ID, TIMESTAMP, BODY),
                        WebhookSignature.of(List.of(OTHER), ID, TIMESTAMP, BODY),
                        WebhookSignature.of(List.of(KEY), ID + "x", TIMESTAMP, BODY),
                        WebhookSignature.of(List.of(KEY), ID, TIMESTAMP + 1, BODY),
                        WebhookSignature.of(List.of(KEY), ID, TIMESTAMP, BODY + " ")))
                .doesNotHaveDuplicates();
    }
}
