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

    static RestError invalidVariationId() {
        return new RestError(404, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
    }

    /** Variations are written under the address of their parent only. */
    static RestError variationUnderProducts() {
        return new RestError(
                404,
                "woocommerce_rest_invalid_product_id",
                "To manipulate product variations you should use the"
                        + " /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.");
    }

    static RestError alreadyTrashed(String postType) {
        return new RestError(410, "woocommerce_rest_already_trashed", "The " + postType + " has already been deleted.");
    }

    static RestError invalidTerm() {
        return new RestError(404, "woocommerce_rest_term_invalid", "Resource does not exist.");
    }

    static RestError unknownTaxonomy() {
        return new RestError(404, "woocommerce_rest_taxonomy_invalid", "Taxonomy does not exist.");
    }

    /** @param tree whether names are unique per parent only */
    static RestError termExists(long holder, boolean tree) {
        String where = tree ? "with this parent." : "in this taxonomy.";
        RestError error = new RestError(400, "term_exists", "A term with the name provided already exists " + where);
        error.data.put("resource_id", holder);
        return error;
    }

    static RestError missingParameter(String name) {
        RestError error = new RestError(400, "rest_missing_callback_param", "Missing parameter(s): " + name);
        error.data.putArray("params").add(name);
        return error;
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

    static RestError imageUpload(String owner, String message) {
        return new RestError(400, "woocommerce_" + owner + "_image_upload_error", message);
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
