package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.SandboxHosting;
import dev.caravan.sandbox.fault.SandboxFault;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Keys, addresses, and stores and web servers that are ill. */
final class RecordedHosts {

    private RecordedHosts() {}

    static void add(List<Arguments> cases) {
        keys(cases);
        addressesAndIlls(cases);
    }

    private static void keys(List<Arguments> cases) {
        on(cases, g -> g.product(10, "One", "", ""), """
                connection-test-read connection-test-write connection-test-rest-route
                url-permalinks-plain-rest-route
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
                auth-missing auth-missing-batch auth-missing-post auth-missing-put
                """);
        on(
                cases,
                g -> {
                    g.product(10, "One", "", "");
                    g.store.setHosting(SandboxHosting.HEADER_STRIPPED);
                },
                """
                auth-header-removed auth-header-removed-query
                """);
        on(cases, g -> g.store.setKeyOwnerMayManage(false), """
                auth-customer-get auth-customer-post connection-test-write-customer-key
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
                system-status-fields system-status system-status-read-only-key
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
        on(
                cases,
                g -> {
                    g.product(10, "One", "ONE", "");
                    g.store.faults().always(SandboxFault.statusAfterApplying(500));
                },
                """
                store-php-fatal-on-save store-php-fatal-on-save-create
                """);
        on(cases, g -> g.store.faults().poisonSku("FATAL-B1"), """
                store-php-fatal-on-save-batch
                """);
        on(
                cases,
                g -> {
                    g.product(10, "One", "ONE", "12");
                    g.product(11, "Fatal create", "FATAL-C", "");
                    g.product(12, "Fatal b0", "FATAL-B0", "");
                },
                """
                store-php-fatal-on-save-after
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
        for (String name : List.of(
                "front-redirect-https",
                "front-redirect-https-post",
                "front-redirect-https-put",
                "url-permalinks-plain")) {
            ill(cases, SandboxFault.redirect(Recording.read(name).responseHeader("Location")), name);
        }
    }

    private static void ill(List<Arguments> cases, SandboxFault fault, String names) {
        on(cases, given -> given.store.faults().always(fault), names);
    }
}
