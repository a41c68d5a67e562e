package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.store.StoresApi;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.ShownFields;
import dev.caravan.woocommerce.StoreEndpoints;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/woocommerce-products/{wooProductId}}. */
@Component
class StoreProductEndpoint {

    private final StoresApi stores;
    private final StoreQuestions questions;
    private final Clock clock;

    StoreProductEndpoint(StoresApi stores, StoreQuestions questions, Clock clock) {
        this.stores = stores;
        this.questions = questions;
        this.clock = clock;
    }

    /** @param readAt when the store was asked @param fields by the store's names */
    record Shown(long connectionId, long wooProductId, Instant readAt, Map<String, Object> fields) {}

    /** @param parentId the store's product that a variation belongs to; null: it is a product */
    Shown show(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long id,
            @Header("wooProductId") long wooProductId,
            @Header("parentId") @Nullable Long parentId) {
        String path = parentId == null ? StoreEndpoints.PRODUCTS : StoreEndpoints.variations(parentId);
        Answer answer = questions.ask(stores.get(caller, id), path, ShownFields.query(wooProductId));
        List<Map<String, Object>> shown =
                ShownFields.read(answer).orElseThrow(() -> StoreQuestions.failed("its answer is no list of products"));
        if (shown.isEmpty()) {
            throw ApiException.notFound("Product of the store", wooProductId);
        }
        return new Shown(id, wooProductId, clock.instant(), shown.get(0));
    }
}
