package dev.caravan.sandbox.host;

import java.util.Map;
import java.util.TreeMap;

/** The recordings that no sandbox store answers, each with the reason. */
final class NotReplayed {

    private NotReplayed() {}

    /** The reason by the recording's name. */
    static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        because(reasons, "no request, but a table; OAuthCheckTest reads it", "oauth-test-vectors");
        because(reasons, "a WordPress application password, which Caravan does not use", """
                auth-wp-application-password auth-wp-application-password-post
                """);
        because(reasons, "the media library of WordPress takes no WooCommerce keys", """
                wp-media-delete-with-application-password wp-media-delete-with-wc-key wp-media-get-with-wc-key
                """);
        because(reasons, "Caravan makes no webhooks", """
                webhook-create webhook-create-no-secret webhook-create-ping-500 webhook-create-ping-refused
                webhook-create-status-paused webhook-create-topic-unknown webhook-delete webhook-get
                webhook-get-disabled webhook-reactivate webhooks-get
                """);
        because(reasons, "a delivery of the store, not a request to it", """
                webhook-delivery-ping webhook-delivery-product-created webhook-delivery-product-deleted
                webhook-delivery-product-restored webhook-delivery-product-updated
                """);
        because(reasons, "the store of the sandbox has euros, a decimal point and two decimals, and is in UTC", """
                product-create-price-decimal-comma-store-comma product-create-price-decimal-comma-store-dot
                product-create-price-decimal-comma-store-dot3 product-create-price-zero-decimals-store
                product-create-sale-dates-timezone-store product-create-timezone-store
                """);
        because(reasons, "the sandbox renders no shortcodes", "product-create-text-readback-2-get");
        because(reasons, "its image comes in the same call; the others start from it", "inherit-parent");
        because(reasons, "the variation has a download, which the sandbox has not; VariationsTest has the same", """
                variation-option-empty variation-option-absent variation-attributes-empty-list
                """);
        because(reasons, "Caravan sends no grouped products", "product-create-grouped");
        because(reasons, "a price left over from before the product became variable", "product-update-type");
        because(reasons, "depends on the second in which products were stored", """
                products-get-modified-after products-get-modified-after-gmt
                """);
        because(reasons, "a race between two requests; SandboxStoreTest holds who wins", """
                product-create-sku-race timeout-batch-504-retry
                """);
        because(reasons, "Caravan makes its variations itself", "variations-generate");
        because(reasons, "WordPress does not run or is closed; the web server's errors stand for it", """
                store-database-down store-database-down-html store-members-only store-members-only-post
                store-login-page store-php-fatal-html
                """);
        return reasons;
    }

    private static void because(Map<String, String> reasons, String reason, String names) {
        for (String name : names.strip().split("\\s+")) {
            reasons.put(name, reason);
        }
    }
}
