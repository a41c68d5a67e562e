package dev.caravan.catalog.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /products}: reading and changing. */
@Component
class ProductEndpoint {

    private final Products products;
    private final ProductList list;

    ProductEndpoint(Products products, ProductList list) {
        this.products = products;
        this.list = list;
    }

    ProductView create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return ProductView.of(products.create(caller.accountId(), body));
    }

    Page<ProductView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("search") @Nullable String search,
            @Header("status") @Nullable String status,
            @Header("familyId") @Nullable Long familyId,
            @Header("categoryId") @Nullable Long categoryId,
            @Header("sort") @Nullable String sort,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        var filter = new ProductList.Filter(false, search, status(status), familyId, categoryId, null, sort);
        return list.page(caller.accountId(), filter, Page.Request.of(page, limit))
                .map(ProductView::of);
    }

    ProductView show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return ProductView.of(products.get(caller.accountId(), id));
    }

    /** @param sku decoded by {@code RequestParameters} */
    ProductView showBySku(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("sku") String sku) {
        return ProductView.of(products.getBySku(caller.accountId(), sku));
    }

    ProductView change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return ProductView.of(products.change(caller.accountId(), id, body));
    }

    ProductView changeAttributes(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return ProductView.of(products.change(caller.accountId(), id, attributes(body)));
    }

    ProductView changeFamilyAttributes(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return ProductView.of(products.changeFamilyAttributes(caller.accountId(), id, attributes(body)));
    }

    ProductView createVariant(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return ProductView.of(products.createVariant(caller.accountId(), id, body));
    }

    Page<ProductView> listVariants(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long id,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        products.get(caller.accountId(), id);
        var filter = new ProductList.Filter(false, null, null, null, null, id, null);
        return list.page(caller.accountId(), filter, Page.Request.of(page, limit))
                .map(ProductView::of);
    }

    private static ObjectNode attributes(ObjectNode body) {
        if (!body.path("attributes").isArray() || body.size() != 1) {
            throw ApiException.invalid(
                    "attributes", "must be a list of {\"attributeId\", \"value\"}, and the only field of the body");
        }
        return body;
    }

    private static @Nullable ProductStatus status(@Nullable String status) {
        try {
            return status == null || status.isEmpty()
                    ? null
                    : Values.word(TextNode.valueOf(status), ProductStatus.class);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("status", String.valueOf(e.getMessage()));
        }
    }
}
