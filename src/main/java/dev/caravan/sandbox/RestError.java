package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer {@code {code, message, data: {status, …}}} as WooCommerce gives it, for a call or for one batch item. */
final class RestError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient ObjectNode data;

    RestError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = Json.object().put("status", status);
    }

    static RestError noRoute() {
        return new RestError(404, "rest_no_route", "No route was found matching the URL and request method.");
    }

    /** 400 on updates, 404 on GET and DELETE. */
    static RestError invalidId(int status) {
        return new RestError(status, "woocommerce_rest_product_invalid_id", "Invalid ID.");
    }

    static RestError invalidSku(long holder, String uniqueSku) {
        RestError error = new RestError(400, "product_invalid_sku", "Invalid or duplicated SKU.");
        error.data.put("resource_id", holder).put("unique_sku", uniqueSku);
        return error;
    }

    static RestError heldSku(String sku) {
        return new RestError(
                400,
                "woocommerce_rest_product_not_created",
                "The product with SKU (" + sku + ") you are trying to insert is already present in the lookup table");
    }

    static RestError imageUpload(String message) {
        return new RestError(400, "woocommerce_product_image_upload_error", message);
    }

    static RestError invalidJson(int jsonErrorCode, String jsonErrorMessage) {
        RestError error = new RestError(400, "rest_invalid_json", "Invalid JSON body passed.");
        error.data.put("json_error_code", jsonErrorCode).put("json_error_message", jsonErrorMessage);
        return error;
    }

    static RestError invalidParams(String names, ObjectNode params, ObjectNode details) {
        RestError error = new RestError(400, "rest_invalid_param", "Invalid parameter(s): " + names);
        error.data.set("params", params);
        error.data.set("details", details);
        return error;
    }

    int status() {
        return status;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("code", code).put("message", getMessage());
        json.set("data", data.deepCopy());
        return json;
    }
}
