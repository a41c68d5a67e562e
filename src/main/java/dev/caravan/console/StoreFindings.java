package dev.caravan.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store doctor found, with the steps that help and a picture of where they are done.
 *
 * @param found what could be tested; null: nothing
 * @param problems of the fields, by their names, if nothing could be tested
 * @param known the connection that has this address already; null: none
 */
record StoreFindings(@Nullable Report found, Map<String, String> problems, StoreLines.@Nullable Line known) {

    static final StoreFindings NONE = new StoreFindings(null, Map.of(), null);

    /** The answer of {@code test-new-connection}. */
    record Report(boolean success, String message, @Nullable Info storeInfo, List<Check> checks) {}

    record Info(
            @Nullable String storeName,
            @Nullable String wooVersion,
            @Nullable String currency) {}

    record Check(
            String name,
            boolean ok,
            String detail,
            @Nullable String remedy,
            @Nullable String address) {

        /** The key that is still missing is the next step, not a fault. */
        public String tone() {
            return ok ? (remedy == null ? "ok" : "late") : name.equals("key-given") ? "wait" : "bad";
        }

        public Guide guide() {
            return GUIDES.getOrDefault(name, Guide.NONE);
        }
    }

    /** @param steps what to do in WordPress, in order @param picture the name of the drawing; empty: none */
    record Guide(List<String> steps, String picture, String alt) {

        static final Guide NONE = new Guide(List.of(), "", "");
    }

    private static final Guide KEY = new Guide(
            List.of(
                    "In WordPress, open WooCommerce → Settings → Advanced → REST API, and press Add key.",
                    "Choose a user who is Shop manager or Administrator, and the permissions Read/Write.",
                    "Press Generate API key, and copy both parts here. WooCommerce shows the secret only this once."),
            "key",
            "The form of a key in WooCommerce, with User and Permissions: Read/Write marked");

    private static final Guide PERMISSIONS = new Guide(
            List.of(
                    "In WordPress, open WooCommerce → Settings → Advanced → REST API.",
                    "Open this key with View/edit, set Permissions to Read/Write, and press Update. Key and secret stay the same.",
                    "Its user must be a Shop manager or Administrator."),
            "key",
            KEY.alt());

    private static final Guide ADDRESS = new Guide(
            List.of(
                    "Open the shop in your browser as a customer does.",
                    "Copy the beginning of the address from the address bar: up to the shop's first page, without what follows it."),
            "address",
            "The address bar of a browser, with the part that is the shop's address marked");

    private static final Map<String, Guide> GUIDES = Map.ofEntries(
            Map.entry("store-reached", ADDRESS),
            Map.entry("no-redirect", ADDRESS),
            Map.entry("is-wordpress", ADDRESS),
            Map.entry(
                    "permalinks-work",
                    new Guide(
                            List.of(
                                    "In WordPress, open Settings → Permalinks.",
                                    "Choose any structure but Plain: Post name is the usual one.",
                                    "Press Save changes, and test again."),
                            "permalinks",
                            "The permalink settings of WordPress, with Post name chosen in place of Plain")),
            Map.entry(
                    "woocommerce-active",
                    new Guide(
                            List.of(
                                    "In WordPress, open Plugins → Installed plugins.",
                                    "Press Activate below WooCommerce."),
                            "plugins",
                            "The list of plugins in WordPress, with Activate below WooCommerce marked")),
            Map.entry("key-given", KEY),
            Map.entry("key-known", KEY),
            Map.entry("key-may-read", PERMISSIONS),
            Map.entry("key-may-write", PERMISSIONS));

    /** The first check that failed, with which everything begins; null: there is none. */
    public @Nullable Check failure() {
        return found == null
                ? null
                : found.checks().stream()
                        .filter(check -> !check.ok())
                        .findFirst()
                        .orElse(null);
    }
}
