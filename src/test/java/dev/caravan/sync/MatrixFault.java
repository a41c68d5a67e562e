package dev.caravan.sync;

import dev.caravan.sandbox.fault.SandboxFault;
import dev.caravan.sandbox.fault.SandboxFault.Mangling;
import java.time.Duration;

/** What may go wrong with a call, and what it means: the hold on the store, and what is written at the rows. */
enum MatrixFault {
    RATE_LIMIT_429(SandboxFault.status(429, "120"), "asks_for_time", "asks_for_time"),
    BAD_GATEWAY_502(SandboxFault.status(502), "unreachable", "no_clear_answer"),
    BAD_GATEWAY_502_APPLIED(SandboxFault.statusAfterApplying(502), "unreachable", "no_clear_answer"),
    MAINTENANCE_503(SandboxFault.status(503), "asks_for_time", "asks_for_time"),
    GATEWAY_TIMEOUT_504(SandboxFault.status(504), "unreachable", "no_clear_answer"),
    GATEWAY_TIMEOUT_504_APPLIED(SandboxFault.statusAfterApplying(504), "unreachable", "no_clear_answer"),
    TIMEOUT_408(SandboxFault.status(408), "unreachable", "no_clear_answer"),
    TOO_LARGE_413(SandboxFault.status(413), "", "too_large"),
    UNAUTHORIZED_401(SandboxFault.status(401), "unauthorized", "woocommerce_rest_cannot_view"),
    FIREWALL_403(SandboxFault.status(403), "unauthorized", "http_403"),
    NOT_FOUND_404(SandboxFault.status(404), "wrong_address", "wrong_address"),
    REDIRECT_301(SandboxFault.redirect("https://elsewhere.example/"), "wrong_address", "wrong_address"),
    RESET(SandboxFault.dropBeforeApplying(), "unreachable", "no_clear_answer"),
    RESET_APPLIED(SandboxFault.dropAfterApplying(), "unreachable", "no_clear_answer"),
    HANG(SandboxFault.hang(Duration.ofSeconds(1)), "unreachable", "no_clear_answer"),
    TRUNCATED(SandboxFault.truncated(), "unreachable", "no_clear_answer"),
    BYTE_ORDER_MARK(SandboxFault.mangled(Mangling.BYTE_ORDER_MARK), "", ""),
    PHP_WARNING(SandboxFault.phpWarning(), "", ""),
    HTML_200(SandboxFault.html(), "wrong_address", "wrong_address"),
    EMPTY_200(SandboxFault.mangled(Mangling.EMPTY), "unreachable", "no_clear_answer"),
    WRONG_CONTENT_TYPE(SandboxFault.mangled(Mangling.WRONG_CONTENT_TYPE), "", ""),
    WRONG_ITEM_COUNT(SandboxFault.mangled(Mangling.ITEM_MISSING), "", "unclear_answer"),
    ITEM_WITHOUT_ID(SandboxFault.mangled(Mangling.ITEM_WITHOUT_ID), "", "unclear_answer");

    final SandboxFault fault;

    /** Why the store is held; empty if it is not. */
    final String hold;

    /** At the rows that were sent; empty if they are delivered all the same. */
    final String code;

    MatrixFault(SandboxFault fault, String hold, String code) {
        this.fault = fault;
        this.hold = hold;
        this.code = code;
    }

    /** It does no harm: what the answer says can be read. */
    boolean harmless() {
        return code.isEmpty();
    }

    /** While it lasts, the rows wait with the store; else they are given up, each by itself. */
    boolean holds() {
        return !hold.isEmpty();
    }
}
