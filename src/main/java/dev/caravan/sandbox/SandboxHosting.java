package dev.caravan.sandbox;

/** What a store's host lets through of a key. The stand-in itself always speaks plain http, on the loopback. */
public enum SandboxHosting {
    /** As a store under https: Basic authentication and the query string count. */
    HTTPS,
    /** The web server takes the {@code Authorization} header away; key and secret in the query string work. */
    HEADER_STRIPPED,
    /** As a store under plain http: only OAuth 1.0a counts. */
    PLAIN_HTTP
}
