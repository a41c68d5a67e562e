package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.KeyPermissions;
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
        RecordedProductWrites.add(cases);
        deletesAndReads(cases);
        batches(cases);
        RecordedVariations.add(cases);
        RecordedInheritance.add(cases);
        RecordedTerms.add(cases);
        RecordedIdentity.add(cases);
        RecordedOAuth.add(cases);
        RecordedHosts.add(cases);
        return cases.stream();
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
                settings-currency settings-price-decimals settings-tax-included settings-weight-unit
                data-currency-current
                """);
        on(
                cases,
                g -> {
                    g.shirtDeluxe("{'featured':true,'attributes':[],'images':[],'tags':[],'backorders':'notify',"
                            + "'dimensions':{'length':'5'},'regular_price':'49.90',"
                            + "'meta_data':[{'key':'pim_id','value':''}]}");
                    g.store.editProduct(13, (ObjectNode)
                            Recording.read("product-update-meta-types").body());
                    g.edit(13, "{'sku':'LS-1001'}");
                },
                """
                product-get-by-id
                """);
        on(
                cases,
                g -> {
                    g.base();
                    g.store.removeProduct(94);
                },
                """
                products-batch-deleted-get
                """);
        on(
                cases,
                g -> {
                    g.base();
                    g.bulk();
                },
                """
                products-get-orderby-id
                """);
        on(cases, g -> g.product(300, "Timeout", "TIMEOUT-1", ""), """
                timeout-gateway-504-after
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
        on(
                cases,
                g -> {
                    g.base();
                    g.missingImages();
                },
                """
                products-batch-partial-error
                """);
        on(cases, g -> g.product(115, "Fatal before", "FT-1", ""), """
                products-batch-fatal-in-the-middle-after
                """);
        on(cases, g -> g.store.setKeyPermissions(KeyPermissions.READ), """
                products-batch-read-only-key
                """);
    }

    static void on(List<Arguments> cases, Consumer<Given> given, String names) {
        for (String name : names.strip().split("\\s+")) {
            cases.add(Arguments.of(name, given));
        }
    }
}
