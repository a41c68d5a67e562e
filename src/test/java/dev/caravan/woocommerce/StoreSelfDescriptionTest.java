package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store says of itself: its index, its system status and its settings. */
class StoreSelfDescriptionTest {

    @Test
    void readsTheIndexThatIsOpenToAll() {
        StoreIndex index = StoreIndex.of(Recording.of("index").answer());

        assertThat(index.name()).isEqualTo("Example Store");
        assertThat(index.home()).isEqualTo("https://store.example");
        assertThat(index.timeZone()).isNull();
        assertThat(index.offset()).isEqualTo("0");
        assertThat(index.namespaces())
                .get()
                .satisfies(names -> assertThat(names).hasSize(17).contains("wc/v3", "wp/v2"));
    }

    @Test
    void readsAnIndexThatAPluginHasShortened() {
        assertThat(StoreIndex.of(answer("{\"name\":\"Example Store\",\"timezone_string\":\"Europe/Berlin\"}")))
                .satisfies(index -> assertThat(index.namespaces()).isEmpty())
                .satisfies(index -> assertThat(index.timeZone()).isEqualTo("Europe/Berlin"));
        assertThat(StoreIndex.of(answer("{\"namespaces\":[]}")).namespaces()).contains(Set.of());
        assertThat(StoreIndex.of(Recording.of("store-login-page").answer()).name())
                .isNull();
    }

    @Test
    void readsVersionsCurrencyAndLimits() {
        assertThat(SystemStatus.of(Recording.of("system-status").answer()))
                .isEqualTo(new SystemStatus(
                        "6.9", "9.9.5", "UTC", "JPY", 0, new SystemStatus.HostLimits(67_108_864, 120)));
    }

    @Test
    void knowsNoStatusThatTheKeyMayNotRead() {
        SystemStatus unknown = new SystemStatus(null, null, null, null, null, null);

        assertThat(SystemStatus.of(null)).isEqualTo(unknown);
        assertThat(SystemStatus.of(Recording.of("auth-missing").answer())).isEqualTo(unknown);
        assertThat(SystemStatus.of(Recording.of("store-login-page").answer())).isEqualTo(unknown);
    }

    @Test
    void readsTheUnitsOfWeightsAndLengths() {
        Answer settings = answer("""
                [{"id":"woocommerce_weight_unit","value":"lbs"},{"id":"woocommerce_dimension_unit","value":"in"},
                 {"id":"woocommerce_weight_unit","value":"kg"}]""");

        assertThat(ProductSettings.of(settings)).contains(new ProductSettings("lbs", "in"));
        assertThat(ProductSettings.of(answer("[{\"id\":\"woocommerce_weight_unit\",\"value\":\"\"}]")))
                .contains(new ProductSettings(null, null));
    }

    @Test
    void knowsNoUnitsThatTheStoreDoesNotShow() {
        assertThat(ProductSettings.of(null)).isEmpty();
        assertThat(ProductSettings.of(answer("[]"))).isEmpty();
        assertThat(ProductSettings.of(answer("a page of text"))).isEmpty();
    }
}
