package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.BasicAuthentication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class DebugLogTest {

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    /** An operator sets the level of everything to debug while something is looked for. */
    @ParameterizedTest
    @ValueSource(strings = {"basic", "query"})
    void showsNoKeyOfAStore(String authentication, CapturedOutput output) {
        Shop.Connected store = shop.connect("\"authentication\":\"" + authentication + "\"");
        Shop.Item product = shop.product();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.DEBUG);
        try {
            shop.export(store, product);
            api.post(Shop.PATH + "/connections/" + store.id() + "/test", "").expect(200);
        } finally {
            root.setLevel(before);
        }

        String key = store.settings().consumerKey();
        String secret = store.settings().consumerSecret();
        assertThat(output.getAll().contains(secret)).as("the secret").isFalse();
        assertThat(output.getAll().contains(URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(output.getAll().contains(BasicAuthentication.header(key, secret)))
                .as("both")
                .isFalse();
    }
}
