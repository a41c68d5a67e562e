package dev.caravan.store.mapping;

import dev.caravan.woocommerce.StoreField;
import org.jspecify.annotations.Nullable;

/** Where a value comes from: a field of the product, or one of its attributes. Exactly one of the two is set. */
public record Source(
        @Nullable CatalogueField field, @Nullable Long attributeId) {

    private static final String ATTRIBUTE = "attribute:";

    static Source of(CatalogueField field) {
        return new Source(field, null);
    }

    static Source attribute(long id) {
        return new Source(null, id);
    }

    /** The field of the store to which it is written without a mapping. */
    public String usualPlace() {
        return field == null ? StoreField.ATTRIBUTES : field.storeFields().get(0);
    }

    /** As the database writes it: {@code price}, {@code attribute:5}; an attribute may get another name. */
    public String token() {
        return field == null ? ATTRIBUTE + attributeId : field.code();
    }

    /** The reverse of {@link #token()}. */
    public static Source parse(String token) {
        return token.startsWith(ATTRIBUTE)
                ? attribute(Long.parseLong(token.substring(ATTRIBUTE.length())))
                : of(CatalogueField.byCode(token).orElseThrow(() -> new IllegalStateException("no field " + token)));
    }
}
