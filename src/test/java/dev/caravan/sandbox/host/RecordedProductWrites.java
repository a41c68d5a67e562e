package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Creates and updates of one product. */
final class RecordedProductWrites {

    private RecordedProductWrites() {}

    static void add(List<Arguments> cases) {
        creates(cases);
        external(cases);
        updates(cases);
        images(cases);
    }

    private static void creates(List<Arguments> cases) {
        on(cases, Given::terms, """
                product-create-minimal product-create-full product-create-empty-body
                product-create-attribute-global-by-name product-create-attribute-new-term
                product-create-attribute-options-string product-create-attribute-pipe
                product-create-attribute-positions product-create-attribute-unknown-id
                product-create-boolean-text product-create-category-by-name product-create-category-by-slug
                product-create-category-unknown product-create-date-bad product-create-draft
                product-create-external product-create-field-wrong-type product-create-gtin
                product-create-gtin-invalid product-create-image-bad-url product-create-image-id-not-image
                product-create-image-no-extension product-create-image-query product-create-image-redirect
                product-create-image-svg product-create-image-txt product-create-image-unknown-id
                product-create-image-webp product-create-json-array product-create-json-invalid
                product-create-lenient-types product-create-name-empty product-create-name-long
                product-create-name-number product-create-name-very-long product-create-no-content-type
                product-create-price-comma product-create-price-many-decimals product-create-price-negative
                product-create-price-not-a-number product-create-price-number-type
                product-create-price-thousands product-create-price-trailing-zeros
                product-create-quantity-fraction product-create-quantity-string
                product-create-readonly-field product-create-sale-above-regular product-create-sale-schedule
                product-create-same-name product-create-sku-html-unicode product-create-sku-long
                product-create-sku-number product-create-sku-spaces product-create-slug
                product-create-status-invalid product-create-stock-negative
                product-create-stock-without-manage product-create-tag-by-name
                product-create-tax-class-unknown product-create-text-readback-1-post
                product-create-type-invalid product-create-unicode product-create-unknown-field
                product-create-upsell-unknown product-create-weight-text
                product-create-description-html
                """);
        on(cases, Given::shirt, """
                product-create-sku-duplicate product-create-sku-duplicate-other-case
                """);
        on(cases, g -> g.store.seedProduct(Given.json("{'id':49,'global_unique_id':'4006381333931'}")), """
                product-create-gtin-duplicate
                """);
        on(cases, g -> g.product(19, "Sku long", "S".repeat(120), ""), """
                product-create-sku-long-duplicate product-create-sku-long-same-start
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(71);
                },
                """
                product-create-sku-of-trashed
                """);
        on(cases, g -> g.body = "{\"name\":\"Größe latin1\"}".getBytes(StandardCharsets.ISO_8859_1), """
                product-create-json-latin1
                """);
        on(
                cases,
                g -> {
                    g.product(89, "A & B \"x\" <b>c</b> – it's", "", "10");
                    g.edit(
                            89,
                            "{'description':'line one\\n\\nline two [gallery] <p>p</p>',"
                                    + "'short_description':'short','sale_price':'0'}");
                },
                """
                product-create-text-readback-3-get-edit products-get-list-context-edit
                product-update-name-too-long product-update-short-description-too-long
                """);
    }

    /** What an external product has, and what it refuses. */
    private static void external(List<Arguments> cases) {
        on(cases, given -> {}, """
                type-external-create type-external-create-managed type-external-create-backorders
                type-external-fields-on-simple
                """);
        on(
                cases,
                g -> g.store.seedProduct(
                        ((ObjectNode) Recording.read("type-external-create").body()).put("id", 14)),
                """
                type-external-stock type-external-stock-status type-external-to-simple
                """);
    }

    private static void updates(List<Arguments> cases) {
        on(cases, Given::shirt, """
                product-update-not-found product-update-id-text product-update-id-not-a-product
                product-update-sku-taken
                """);
        on(
                cases,
                g -> {
                    g.shirt();
                    g.edit(13, "{'regular_price':'56.90'}");
                },
                """
                product-update-noop product-update-one-field product-update-patch product-update-post
                product-update-empty-body
                """);
        on(cases, g -> g.shirtDeluxe("{}"), """
                product-update-attributes-replace product-update-tags-empty product-update-tags-unknown
                product-update-categories-empty product-update-categories-partly-unknown
                product-update-images-same-src-twice product-update-body-id-differs product-update-sale-zero
                product-update-sale-remove product-update-images-own-src product-update-images-src-2
                product-update-price-null product-update-slug-taken product-update-visibility
                """);
        on(cases, g -> g.shirtDeluxe("{'attributes':[{'name':'Fit','options':['Slim']}]}"), """
                product-update-attributes-empty
                """);
        on(cases, g -> g.shirtDeluxe("{'regular_price':'50','sale_price':'40'}"), """
                product-update-regular-below-sale
                """);
        on(cases, g -> g.shirtDeluxe("{'stock_quantity':24,'attributes':[],'categories':[{'id':16}]}"), """
                product-update-stock-zero
                """);
        on(cases, g -> g.shirtDeluxe("{'attributes':[],'sku':'HACK','dimensions':{'length':'5'}}"), """
                product-update-images-by-id product-update-images-id-alt product-update-images-id-and-src
                product-update-images-src-1 product-update-images-empty product-update-images-empty-object
                product-update-stock-delta product-update-stock-status-managed product-update-backorders
                """);
        on(cases, g -> g.shirtDeluxe("{'attributes':[],'sku':'HACK','regular_price':'58.90'}"), """
                product-update-fields
                """);
        on(cases, g -> g.shirtDeluxe("{'attributes':[]}"), """
                product-update-dimensions-partial
                """);
        on(cases, g -> g.shirtDeluxe("{'attributes':[],'dimensions':{'length':'5'}}"), """
                product-update-meta-merge product-update-meta-same-key product-update-meta-null
                product-update-meta-empty product-update-meta-list-empty product-update-meta-types
                """);
        on(cases, g -> g.product(17, "Spaces", "AB 12", ""), """
                product-update-sku-clear
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(71);
                },
                """
                product-update-trashed
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(72);
                },
                """
                product-update-restore
                """);
        on(cases, Given::items, """
                product-update-status-trash
                """);
        on(cases, g -> g.shirtDeluxe("{'regular_price':''}"), """
                product-update-images-null product-update-stock-null
                """);
        on(
                cases,
                g -> {
                    g.shirt();
                    g.edit(13, "{'regular_price':'49.90','sale_price':''}");
                },
                """
                product-update-method-override-header product-update-method-override-query
                """);
        on(
                cases,
                g -> {
                    g.shirt();
                    g.edit(13, "{'regular_price':'56.90'}");
                },
                """
                product-update-name-keeps-slug
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(71);
                    g.edit(71, "{'regular_price':'2'}");
                },
                """
                product-update-restore-sku-taken
                """);
        on(
                cases,
                g -> {
                    g.shirtDeluxe("{'attributes':[],'meta_data':[{'key':'pim_id','value':''}]}");
                    g.store.editProduct(13, (ObjectNode)
                            Recording.read("product-update-meta-types").body());
                },
                """
                product-update-meta-types-get
                """);
    }

    private static void images(List<Arguments> cases) {
        on(cases, Given::missingImages, """
                product-create-image-403 product-create-image-404 product-create-image-host-down
                product-create-image-html product-create-image-not-an-image product-create-image-second-404
                """);
        on(
                cases,
                g -> {
                    g.shirtDeluxe("{'images':[{'src':'https://cdn.example/small.jpg'}]}");
                    g.missingImages();
                },
                """
                product-update-images-bad-and-price product-update-images-bad-and-price-get
                """);
        for (String name : List.of("product-create-image-url-rejected", "store-uploads-not-writable")) {
            on(cases, g -> g.brokenImage(Recording.read(name)), name);
        }
    }
}
