package dev.caravan.sandbox.rest;

import java.util.Set;

/** The right that a call needs, by its method, and the error for a caller without it. */
public enum Right {
    LIST("view", "cannot list resources", "GET", "HEAD"),
    READ("view", "cannot view this resource", "GET", "HEAD"),
    CREATE("create", "are not allowed to create resources", "POST"),
    EDIT("edit", "are not allowed to edit this resource", "POST", "PUT", "PATCH"),
    DELETE("delete", "are not allowed to delete this resource", "DELETE"),
    BATCH("batch", "are not allowed to batch manipulate this resource", "POST", "PUT", "PATCH");

    private final String verb;
    private final String youMayNot;
    private final Set<String> methods;

    Right(String verb, String youMayNot, String... methods) {
        this.verb = verb;
        this.youMayNot = youMayNot;
        this.methods = Set.of(methods);
    }

    boolean isOf(String method) {
        return methods.contains(method);
    }

    /** @param status 401 without a key, 403 if the key's owner may not */
    public RestError refused(int status) {
        return new RestError(status, "woocommerce_rest_cannot_" + verb, "Sorry, you " + youMayNot + ".");
    }
}
