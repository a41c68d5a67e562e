package dev.caravan.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault of one call. Bodies and headers are those of the recorded answers. */
public sealed interface SandboxFault {

    /**
     * An error status with the body a WooCommerce, WordPress or web server gives with it.
     *
     * @param retryAfter the header's text, seconds or an HTTP date; null for none
     * @param applied whether the work is done all the same, as after a gateway's 504
     */
    record Status(int code, @Nullable String retryAfter, boolean applied) implements SandboxFault {}

    /** Holds the call for a time, then closes the connection without an answer. */
    record Hang(Duration time, boolean applied) implements SandboxFault {}

    /** Closes the connection without an answer. */
    record Drop(boolean applied) implements SandboxFault {}

    /** Status 200 with an HTML page, nothing applied: a login page, a start page. */
    record Html() implements SandboxFault {}

    /** Status 200, applied, with a PHP warning in HTML before the JSON. */
    record PhpWarning() implements SandboxFault {}

    /** Status 301 to another address, nothing applied. */
    record Redirect(String location) implements SandboxFault {}

    /** WooCommerce is switched off: its routes are unknown. */
    record RestNoRoute() implements SandboxFault {}

    /** Applied, but only half of the body comes before the connection closes. */
    record Truncated() implements SandboxFault {}

    /** Applied, status 200, but the answer is malformed. */
    record Mangled(Mangling how) implements SandboxFault {}

    /** Holds the call for a time and then does its work, even if the caller has disconnected. */
    record Late(Duration time) implements SandboxFault {}

    /** How the answer to a batch is malformed. */
    enum Mangling {
        /** A byte order mark stands before the JSON, as a badly saved plugin file gives it. */
        BYTE_ORDER_MARK,
        /** The body is empty. */
        EMPTY,
        /** The JSON calls itself HTML. */
        WRONG_CONTENT_TYPE,
        /** The first item of each list is missing. */
        ITEM_MISSING,
        /** The items have no id. */
        ITEM_WITHOUT_ID
    }

    /** 503 comes with {@code Retry-After: 600}, as WordPress' maintenance mode does. Nothing is applied. */
    static SandboxFault status(int code) {
        return new Status(code, code == 503 ? "600" : null, false);
    }

    static SandboxFault status(int code, String retryAfter) {
        return new Status(code, retryAfter, false);
    }

    static SandboxFault statusAfterApplying(int code) {
        return new Status(code, null, true);
    }

    static SandboxFault hang(Duration time) {
        return new Hang(time, false);
    }

    static SandboxFault hangAfterApplying(Duration time) {
        return new Hang(time, true);
    }

    static SandboxFault dropBeforeApplying() {
        return new Drop(false);
    }

    static SandboxFault dropAfterApplying() {
        return new Drop(true);
    }

    static SandboxFault html() {
        return new Html();
    }

    static SandboxFault phpWarning() {
        return new PhpWarning();
    }

    static SandboxFault redirect(String location) {
        return new Redirect(location);
    }

    static SandboxFault restNoRoute() {
        return new RestNoRoute();
    }

    static SandboxFault mangled(Mangling how) {
        return new Mangled(how);
    }

    static SandboxFault late(Duration time) {
        return new Late(time);
    }

    static SandboxFault truncated() {
        return new Truncated();
    }
}
