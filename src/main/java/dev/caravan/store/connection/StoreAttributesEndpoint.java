package dev.caravan.store.connection;

import dev.caravan.platform.Caller;
import dev.caravan.store.StoresApi;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.GlobalAttributes;
import dev.caravan.woocommerce.StoreEndpoints;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/woocommerce-attributes}. */
@Component
class StoreAttributesEndpoint {

    private final StoresApi stores;
    private final StoreQuestions questions;

    StoreAttributesEndpoint(StoresApi stores, StoreQuestions questions) {
        this.stores = stores;
        this.questions = questions;
    }

    /** All of them: WooCommerce does not page this list [attribute-get-all]. */
    List<GlobalAttributes.Shown> list(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        Answer answer = questions.ask(stores.get(caller, id), StoreEndpoints.ATTRIBUTES, null);
        return GlobalAttributes.shown(answer)
                .orElseThrow(() -> StoreQuestions.failed("its answer is no list of attributes"));
    }
}
