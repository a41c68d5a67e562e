package dev.caravan.platform.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A way to sign in besides the form of the page. */
interface ExternalProvider {

    /** Adds it to a chain. */
    void add(HttpSecurity http) throws Exception;
}
