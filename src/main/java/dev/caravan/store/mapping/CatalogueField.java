package dev.caravan.store.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a product, by their names in the API; in sending order. */
public enum CatalogueField {
    NAME("name", true, "name"),
    SKU("sku", true, "sku"),
    STATUS("status", false, "status"),
    DESCRIPTION("description", true, "description"),
    SHORT_DESCRIPTION("shortDescription", true, "short_description"),
    PRICE("price", true, "regular_price"),
    SALE_PRICE("salePrice", true, "sale_price"),
    STOCK_QUANTITY("stockQuantity", true, "stock_quantity", "manage_stock"),
    WEIGHT("weight", true, "weight"),
    DIMENSIONS("dimensions", false, "dimensions"),
    CATEGORIES("categories", false, "categories"),
    TAGS("tags", false, "tags"),
    /** All attributes that are not mapped elsewhere. */
    ATTRIBUTES("attributes", false, "attributes"),
    ASSETS("assets", false, "images");

    private final String code;
    private final boolean single;
    private final List<String> storeFields;

    CatalogueField(String code, boolean single, String... storeFields) {
        this.code = code;
        this.single = single;
        this.storeFields = List.of(storeFields);
    }

    /** Its name in the API. */
    public String code() {
        return code;
    }

    /** A single value, which can be mapped to another field of the store. */
    public boolean isSingle() {
        return single;
    }

    /** The fields of a store to which it is written without a mapping; the first is the main one. */
    public List<String> storeFields() {
        return storeFields;
    }

    static Optional<CatalogueField> byCode(String name) {
        return Stream.of(values()).filter(field -> field.code.equals(name)).findFirst();
    }

    /** By the store's name of it, which clients may use as well. */
    static Optional<CatalogueField> byStoreField(String name) {
        return Stream.of(values())
                .filter(field -> field.storeFields.get(0).equals(name))
                .findFirst();
    }

    static String codes() {
        return Stream.of(values()).map(CatalogueField::code).collect(Collectors.joining(", "));
    }
}
