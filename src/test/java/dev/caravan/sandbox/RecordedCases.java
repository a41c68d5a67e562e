package dev.caravan.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The recordings that a sandbox store answers alike, each with what the recorded store held when it was asked. */
final class RecordedCases {

    private RecordedCases() {}

    static Stream<Arguments> all() {
        List<Arguments> cases = new ArrayList<>();
        creates(cases);
        updates(cases);
        deletesAndReads(cases);
        batches(cases);
        RecordedVariations.add(cases);
        keys(cases);
        addressesAndIlls(cases);
        return cases.stream();
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
                """);
        on(cases, Given::shirt, """
                product-create-sku-duplicate product-create-sku-duplicate-other-case
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
                product-update-sale-remove
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
    }

    private static void deletesAndReads(List<Arguments> cases) {
        on(cases, Given::items, """
                product-delete-force product-delete-trash product-delete-not-found product-get-not-found
                products-get-sku-case products-get-sku-comma products-get-sku-many products-get-sku-one
                products-get-sku-partial products-get-sku-unknown products-get-search-sku
                products-get-page-beyond products-get-per-page-0 products-get-per-page-101
                products-get-modified-after-bad products-get-unknown-param products-get-status-trash
                products-get-sku-empty products-head products-get-uri-too-long
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(71);
                },
                """
                product-delete-trash-again product-get-trashed products-get-sku-trashed
                products-get-sku-trashed-status
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.trashed(72);
                },
                """
                product-delete-force-trashed
                """);
        on(
                cases,
                g -> {
                    g.items();
                    g.store.removeProduct(73);
                },
                """
                product-get-after-force-delete
                """);
        on(cases, Given::many, """
                products-get-sku-many-default-per-page product-delete-method-override products-get-page-2
                """);
        on(
                cases,
                g -> {
                    g.shirtDeluxe("{}");
                    g.edit(14, "{'name':'Linen Shirt'}");
                    g.product(15, "Product", "", "");
                    g.product(16, "Product", "", "");
                    g.product(17, "Spaces", "", "");
                    g.product(18, "Sku uni", "Größe1/\"x\"&ü", "");
                },
                """
                products-get-fields products-get-include
                """);
        on(cases, g -> g.product(19, "Sku long", "S".repeat(120), ""), """
                products-get-sku-long
                """);
        on(
                cases,
                g -> {
                    g.product(51, "Draft one", "", "");
                    g.edit(51, "{'status':'draft'}");
                },
                """
                products-get-includes-drafts
                """);
        on(cases, g -> {}, """
                product-create-image-404-exists
                """);
    }

    private static void batches(List<Arguments> cases) {
        on(cases, Given::base, """
                products-batch-empty products-batch-empty-lists products-batch-mixed
                products-batch-create-same-sku-twice products-batch-create-then-sku-of-deleted
                products-batch-create-with-id products-batch-delete-objects products-batch-fields
                products-batch-fields-only products-batch-get products-batch-item-not-object
                products-batch-no-validation products-batch-not-a-list products-batch-put
                products-batch-swap-skus products-batch-unknown-key products-batch-update-same-id-twice
                products-batch-update-without-id products-batch-fatal-in-the-middle products-batch-101
                products-batch-100
                """);
        on(cases, Given::bulk, """
                products-batch-100-update products-batch-101-mixed products-batch-101-nothing-done
                """);
        on(cases, g -> g.store.setKeyPermissions(KeyPermissions.READ), """
                products-batch-read-only-key
                """);
    }

    private static void keys(List<Arguments> cases) {
        on(cases, g -> g.product(10, "One", "", ""), """
                connection-test-read connection-test-write connection-test-rest-route
                auth-header-removed-query
                """);
        on(
                cases,
                g -> {
                    g.product(237, "Other", "", "");
                    g.product(238, "Auth", "AUTH-1", "");
                },
                """
                auth-ok auth-query-string auth-query-string-paging auth-index-without-key
                """);
        on(
                cases,
                g -> {
                    g.product(237, "Other", "", "");
                    g.product(238, "Auth", "AUTH-1", "");
                    g.authorization = Given.basic(g.key + " ", g.secret);
                },
                """
                auth-key-trailing-space
                """);
        on(cases, g -> g.authorization = null, """
                auth-missing auth-missing-batch auth-missing-post auth-missing-put auth-header-removed
                """);
        on(cases, g -> g.authorization = "Bearer " + g.key, """
                auth-bearer
                """);
        on(cases, g -> g.authorization = Given.basic(g.key, ""), """
                auth-empty-secret
                """);
        on(cases, g -> g.authorization = Given.basic(g.secret, g.key), """
                auth-swapped
                """);
        on(cases, g -> g.authorization = Given.basic("admin", "password"), """
                auth-wp-user-password
                """);
        on(cases, g -> g.authorization = Given.basic("ck_unknown", g.secret), """
                auth-wrong-key
                """);
        on(cases, g -> g.authorization = Given.basic(g.key, "cs_wrong"), """
                auth-wrong-secret auth-wrong-secret-post
                """);
        on(
                cases,
                g -> {
                    g.product(238, "Auth", "AUTH-1", "");
                    g.store.setKeyPermissions(KeyPermissions.READ);
                },
                """
                auth-read-only-get auth-read-only-delete auth-read-only-post auth-read-only-put
                connection-test-write-read-only-key
                """);
        on(cases, g -> g.store.setKeyPermissions(KeyPermissions.READ), """
                system-status-fields
                """);
        on(cases, g -> g.store.setKeyPermissions(KeyPermissions.WRITE), """
                auth-write-only-get auth-write-only-post
                """);
    }

    private static void addressesAndIlls(List<Arguments> cases) {
        on(cases, g -> g.product(10, "One", "ONE", ""), """
                index index-fields url-double-slash url-namespace-unknown url-not-rest url-route-unknown
                url-trailing-slash url-wrong-folder url-wrong-folder-post
                """);
        on(cases, g -> g.store.seedTag("winter"), """
                tag-get-by-slug
                """);
        ill(cases, SandboxFault.status(503), """
                store-maintenance store-maintenance-put store-maintenance-html
                """);
        ill(cases, SandboxFault.status(500), """
                store-php-fatal store-php-fatal-put timeout-php-limit-batch
                """);
        ill(cases, SandboxFault.status(502), """
                front-bad-gateway
                """);
        ill(cases, SandboxFault.status(413), """
                front-body-too-large
                """);
        ill(cases, SandboxFault.status(403), """
                front-forbidden
                """);
        ill(cases, SandboxFault.status(429), """
                front-rate-limit
                """);
        ill(cases, SandboxFault.statusAfterApplying(504), """
                timeout-gateway-504 timeout-batch-504
                """);
        ill(cases, SandboxFault.html(), """
                url-permalinks-plain-followed url-permalinks-plain-post
                """);
        ill(cases, SandboxFault.phpWarning(), """
                store-php-warning-before-json
                """);
        ill(cases, SandboxFault.restNoRoute(), """
                store-woocommerce-inactive store-woocommerce-inactive-index store-woocommerce-inactive-post
                """);
        for (String name : List.of("front-redirect-https", "front-redirect-https-post", "front-redirect-https-put")) {
            ill(cases, SandboxFault.redirect(Recording.read(name).responseHeader("Location")), name);
        }
    }

    private static void ill(List<Arguments> cases, SandboxFault fault, String names) {
        on(cases, given -> given.store.faults().always(fault), names);
    }

    static void on(List<Arguments> cases, Consumer<Given> given, String names) {
        for (String name : names.strip().split("\\s+")) {
            cases.add(Arguments.of(name, given));
        }
    }
}
