package dev.caravan.catalog.product;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /products}: deleting and restoring. */
@Component
class ProductLifeCycleEndpoint {

    private final ProductLifeCycle lifeCycle;
    private final ProductList list;

    ProductLifeCycleEndpoint(ProductLifeCycle lifeCycle, ProductList list) {
        this.lifeCycle = lifeCycle;
        this.list = list;
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        lifeCycle.delete(caller.accountId(), id);
    }

    void deleteVariant(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long id,
            @Header("variantId") long variantId) {
        lifeCycle.deleteVariant(caller.accountId(), id, variantId);
    }

    void deleteForGood(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        lifeCycle.deleteForGood(caller.accountId(), id);
    }

    ProductView restore(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return ProductView.of(lifeCycle.restore(caller.accountId(), id));
    }

    Page<ProductView> listDeleted(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("search") @Nullable String search,
            @Header("sort") @Nullable String sort,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        var filter = new ProductList.Filter(true, search, null, null, null, null, sort);
        return list.page(caller.accountId(), filter, Page.Request.of(page, limit))
                .map(ProductView::of);
    }
}
