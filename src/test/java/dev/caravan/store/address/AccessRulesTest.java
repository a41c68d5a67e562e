package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Access;
import dev.caravan.testing.CaravanTest;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The tests' program allows stores at 127.0.0.0/8. */
@CaravanTest
class AccessRulesTest {

    @Autowired
    AccessRules rules;

    @ParameterizedTest(name = "{0}, set to {1}, found {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example | auto | | basic",
                "https://shop.example | auto | query | query",
                "https://shop.example | oauth | query | oauth",
                "http://93.184.215.14 | auto | | oauth",
                "http://93.184.215.14 | auto | basic | oauth",
                "http://93.184.215.14 | basic | | oauth",
                "http://93.184.215.14 | query | | oauth",
                "http://10.0.0.1 | basic | | oauth",
                "http://not-there.invalid | auto | | oauth",
                "http://127.0.0.1:9 | auto | | basic",
                "http://127.0.0.1:9 | auto | oauth | oauth",
                "http://127.0.0.1:9 | query | | query",
            })
    void sendsNoSecretOverPlainHttpToThePublic(String url, String setting, @Nullable String found, String inUse) {
        Access access = new Access(Authentication.of(setting), found == null ? null : Authentication.of(found));

        assertThat(rules.inUse(URI.create(url), access).text()).isEqualTo(inUse);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, basic query",
        "http://93.184.215.14, oauth",
        "http://10.0.0.1, oauth",
        "http://127.0.0.1:9, oauth basic query"
    })
    void triesOnlyWhatTheAddressAllows(String url, String ways) {
        assertThat(rules.ways(URI.create(url)).stream()
                        .map(Authentication::text)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ways);
    }
}
