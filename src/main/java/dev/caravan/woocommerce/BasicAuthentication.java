package dev.caravan.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Basic authentication; WooCommerce takes it over https only [auth-ok, oauth-basic-on-http]. */
public final class BasicAuthentication {

    private BasicAuthentication() {}

    /** Value of the {@code Authorization} header. Spaces around key and secret, as copied from a page, are dropped. */
    public static String header(String key, String secret) {
        byte[] pair = (key.strip() + ":" + secret.strip()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
