package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFieldTest {

    @Test
    void knowsTheFieldsAndTheirWords() {
        assertThat(StoreField.of("regular_price"))
                .contains(new StoreField("regular_price", StoreField.Kind.DECIMAL, List.of()));
        assertThat(StoreField.of("backorders"))
                .contains(new StoreField("backorders", StoreField.Kind.CHOICE, List.of("no", "notify", "yes")));
        assertThat(StoreField.of("price")).isEmpty();
        assertThat(StoreField.names())
                .startsWith("name, description, short_description, purchase_note, regular_price, ")
                .endsWith(", attributes, global_attribute, meta_data.<key>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta_data.color", "meta:color", "meta: color "})
    void takesAnyKeyOfMetaData(String name) {
        assertThat(StoreField.of(name)).contains(new StoreField("meta_data.color", StoreField.Kind.META, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta:", "meta: ", "meta:_sku", "meta_data._price ", "meta:_caravan_product"})
    void takesNoKeyThatIsAFieldOfItsOwn(String name) {
        assertThat(StoreField.of(name)).isEmpty();
    }

    @Test
    void takesKeysOf255CharactersAsTheDatabaseOfTheStore() {
        assertThat(StoreField.of("meta:" + "k".repeat(255))).isPresent();
        assertThat(StoreField.of("meta:" + "k".repeat(256))).isEmpty();
    }
}
