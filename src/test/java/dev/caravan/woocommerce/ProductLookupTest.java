package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductLookupTest {

    @Test
    void asksForTheFieldsInQuestionOnly() {
        assertThat(ProductLookup.query(List.of(7L, 8L), List.of("regular_price", "meta_data.a", "meta_data.b")))
                .isEqualTo("include=7,8&status=any&per_page=100&context=edit&_fields=id,meta_data,regular_price");
        assertThat(ProductLookup.query(List.of(7L), List.of())).endsWith("&_fields=id");
    }

    @Test
    void readsProductsById() {
        assertThat(ProductLookup.read(answer("[{\"id\":7,\"name\":\"A\"},{\"id\":9}]"), Clock.systemUTC()))
                .containsOnlyKeys(7L, 9L)
                .extractingByKey(7L)
                .satisfies(product -> assertThat(product.shows(Wire.document("{\"name\": \"A\"}")))
                        .isTrue());
    }

    @Test
    void takesNothingElseForAList() {
        assertThatThrownBy(() -> ProductLookup.read(answer("{\"id\":7}"), Clock.systemUTC()))
                .isInstanceOf(CallFailedException.class);
    }

    @Test
    void saysWhyAStoreShowsNoProducts() {
        Answer maintenance = Recording.of("store-maintenance").answer();

        assertThatThrownBy(() -> ProductLookup.read(maintenance, Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        failed -> assertThat(failed.fault()).isInstanceOf(CallFault.AsksForTime.class));
    }
}
