package dev.caravan.sandbox.php;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;

/** PHP dies in the middle of a request: what was stored before stays, the answer is 500 for the whole call. */
public final class PhpFatal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String MESSAGE = "<p>There has been a critical error on this website.</p><p><a href=\""
            + "https://wordpress.org/documentation/article/faq-troubleshooting/\">"
            + "Learn more about troubleshooting WordPress.</a></p>";

    public PhpFatal(String message) {
        super(message, null, false, false);
    }

    public static PhpFatal ofPlugin() {
        return new PhpFatal("Uncaught Error: Call to undefined function undefined_function_of_a_broken_plugin()");
    }

    public ObjectNode json() {
        ObjectNode json = Json.object().put("code", "internal_server_error").put("message", MESSAGE);
        ObjectNode data = json.putObject("data").put("status", 500);
        data.putObject("error")
                .put("type", 1)
                .put("message", getMessage())
                .put("file", "wp-content/plugins/woocommerce/woocommerce.php")
                .put("line", 1549);
        json.putArray("additional_errors");
        return json;
    }
}
