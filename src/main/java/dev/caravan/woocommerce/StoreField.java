package dev.caravan.woocommerce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a product that may be written by its name, with the kind of value that WooCommerce expects.
 *
 * @param name as in the REST API: {@code regular_price}, {@code dimensions.length}, {@code meta_data.<key>}
 * @param allowed the words that it knows; empty unless the kind is {@link Kind#CHOICE}. The first is its default
 */
public record StoreField(String name, Kind kind, List<String> allowed) {

    /** The kind of value that a field takes. */
    public enum Kind {
        /** A text of up to 65,535 bytes; HTML is cleaned. */
        TEXT,
        /** A slug or another short text. */
        WORD,
        /** A text that is a non-negative number. */
        DECIMAL,
        INTEGER,
        BOOLEAN,
        /** One of {@link #allowed()}. */
        CHOICE,
        /** A day or a moment in the store's time zone. */
        DATE,
        /** GTIN, UPC, EAN or ISBN: digits and hyphens. */
        GTIN,
        /** A list of terms. */
        TERMS,
        /** An attribute among {@code attributes}. */
        ATTRIBUTE,
        /** An entry of {@code meta_data}: any value. */
        META
    }

    /** A document's field of this name and a key is one entry of {@code meta_data}, which is merged by key. */
    public static final String META = "meta_data.";

    /** Another way to write {@link #META}. */
    private static final String META_SHORT = "meta:";

    private static final int LONGEST_META_KEY = 255;

    /** Target of an attribute that the store shows with the product; as a global attribute if the store has one. */
    public static final String ATTRIBUTES = "attributes";

    /** The list of a product's images; a variation has one, {@code image}. */
    public static final String IMAGES = "images";

    public static final String STOCK_STATUS = "stock_status";

    /** Like {@link #ATTRIBUTES}, but a global attribute is created if the store has none of the name. */
    public static final String GLOBAL_ATTRIBUTE = "global_attribute";

    private static final Map<String, StoreField> ALL = new LinkedHashMap<>();

    static {
        all(Kind.TEXT, "name", "description", "short_description", "purchase_note");
        all(Kind.DECIMAL, "regular_price", "sale_price", "weight");
        all(Kind.DECIMAL, "dimensions.length", "dimensions.width", "dimensions.height");
        all(Kind.INTEGER, "stock_quantity", "low_stock_amount", "menu_order");
        all(Kind.BOOLEAN, "manage_stock", "featured", "virtual", "downloadable", "sold_individually");
        all(Kind.BOOLEAN, "reviews_allowed");
        choice("status", "publish", "draft", "pending", "private");
        choice("catalog_visibility", "visible", "catalog", "search", "hidden");
        choice("stock_status", "instock", "outofstock", "onbackorder");
        choice("backorders", "no", "notify", "yes");
        choice("tax_status", "taxable", "shipping", "none");
        all(Kind.WORD, "slug", "tax_class", "shipping_class");
        all(Kind.DATE, "date_on_sale_from", "date_on_sale_to", "date_on_sale_from_gmt", "date_on_sale_to_gmt");
        all(Kind.GTIN, "global_unique_id");
        all(Kind.TERMS, "categories", "tags", "brands");
        all(Kind.ATTRIBUTE, ATTRIBUTES, GLOBAL_ATTRIBUTE);
    }

    /**
     * Keys that are fields of their own: written as meta data they would bypass WooCommerce's checks
     * [product-update-meta-types].
     */
    private static final Set<String> RESERVED_META = Set.of(
            CaravanMark.META_KEY,
            "_sku",
            "_price",
            "_regular_price",
            "_sale_price",
            "_sale_price_dates_from",
            "_sale_price_dates_to",
            "_stock",
            "_stock_status",
            "_manage_stock",
            "_backorders",
            "_low_stock_amount",
            "_sold_individually",
            "_weight",
            "_length",
            "_width",
            "_height",
            "_tax_class",
            "_tax_status",
            "_virtual",
            "_downloadable",
            "_downloadable_files",
            "_thumbnail_id",
            "_product_image_gallery",
            "_product_attributes",
            "_default_attributes",
            "_purchase_note",
            "_global_unique_id",
            "_upsell_ids",
            "_crosssell_ids",
            "total_sales");

    /** The field of this name; empty if there is none that may be written so. */
    public static Optional<StoreField> of(String name) {
        String key = metaKey(name);
        if (key != null) {
            boolean possible =
                    !key.isBlank() && key.length() <= LONGEST_META_KEY && !RESERVED_META.contains(key.strip());
            return possible ? Optional.of(new StoreField(META + key.strip(), Kind.META, List.of())) : Optional.empty();
        }
        return Optional.ofNullable(ALL.get(name));
    }

    /** All names, for a message that lists the possible ones. */
    public static String names() {
        return String.join(", ", ALL.keySet()) + ", meta_data.<key>";
    }

    private static @Nullable String metaKey(String name) {
        if (name.startsWith(META)) {
            return name.substring(META.length());
        }
        return name.startsWith(META_SHORT) ? name.substring(META_SHORT.length()) : null;
    }

    private static void all(Kind kind, String... names) {
        for (String name : names) {
            ALL.put(name, new StoreField(name, kind, List.of()));
        }
    }

    private static void choice(String name, String... allowed) {
        ALL.put(name, new StoreField(name, Kind.CHOICE, List.of(allowed)));
    }
}
