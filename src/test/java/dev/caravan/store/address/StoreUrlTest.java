package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com, https://shop.example.com",
        "'  HTTPS://Shop.Example.COM/  ', https://shop.example.com",
        "https://shop.example.com:443/, https://shop.example.com",
        "http://shop.example.com:80, http://shop.example.com",
        "http://shop.example.com:443, http://shop.example.com:443",
        "https://shop.example.com:8443//, https://shop.example.com:8443",
        "https://shop.example.com./, https://shop.example.com",
        "https://example.com/shop/, https://example.com/shop",
        "https://example.com//Shop//de///, https://example.com/Shop/de",
        "https://example.com/a/../b, https://example.com/b",
        "https://example.com/wp-json/wc/v3/, https://example.com",
        "https://example.com/shop/wp-json, https://example.com/shop",
        "https://example.com/shop/wp-admin/admin.php, https://example.com/shop",
        "https://example.com/wp-login.php, https://example.com",
        "https://example.com/wp-json-shop, https://example.com/wp-json-shop",
        "https://bücher.example/läden, https://xn--bcher-kva.example/l%C3%A4den",
        "http://127.0.0.1:8099, http://127.0.0.1:8099",
        "http://[::1]:8099/, http://[::1]:8099",
        "http://[2001:DB8::1], http://[2001:db8::1]",
        "http://localhost, http://localhost",
    })
    void bringsAddressesIntoOneForm(String input, String normalised) {
        assertThat(StoreUrl.normalise(input)).hasToString(normalised);
    }

    @ParameterizedTest
    @CsvSource({
        "'', must start with",
        "shop.example.com, must start with",
        "ftp://shop.example.com, must start with",
        "'javascript:alert(1)', must start with",
        "https://, must name a host",
        "https:///shop, must name a host",
        "https://:8080, must name a host",
        "https://a:b:c, must name a host",
        "https://user:hunter2@shop.example.com, user name or password",
        "https://shop.example.com/?page=1, query",
        "https://shop.example.com/#top, query or a fragment",
        "https://shop.example.com:99999, port",
        "https://shop.example.com:0, port",
        "https://my_shop.example.com, host name",
        "https://shop..example.com, host name",
        "'https://shop example.com', host name",
        "https://-, host name",
        "https://example.com/../.., must name",
        "https://example.com/%zz, not a valid",
        "'https://example.com/a b', not a valid",
        "https://[::1, must name a host",
        "https://[1:2], valid",
    })
    void refusesWhatIsNoStoreAddress(String input, String message) {
        assertThatThrownBy(() -> StoreUrl.normalise(input))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("storeUrl")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"480, true", "600, false"})
    void limitsTheLength(int length, boolean taken) {
        String input = "https://example.com/" + "a".repeat(length - 20);
        if (taken) {
            assertThat(StoreUrl.normalise(input).toString()).hasSize(length);
        } else {
            assertThatThrownBy(() -> StoreUrl.normalise(input)).hasMessageContaining("500");
        }
    }
}
