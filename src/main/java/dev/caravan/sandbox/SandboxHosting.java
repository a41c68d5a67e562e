package dev.caravan.sandbox;

/** Which ways of sending a key a store's host supports. The stand-in itself always uses plain http, on the loopback. */
public enum SandboxHosting {
    /** As a store under https: Basic authentication and the query string count. */
    HTTPS,
    /** The web server removes the {@code Authorization} header; key and secret in the query string work. */
    HEADER_STRIPPED,
    /** As a store under plain http: only OAuth 1.0a counts. */
    PLAIN_HTTP
}
