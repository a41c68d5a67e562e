package dev.caravan.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;

/** An answer {@code {code, message, data: {status, …}}} as WooCommerce gives it, for a call or for one batch item. */
public final class RestError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient ObjectNode data;

    public RestError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = Json.object().put("status", status);
    }

    public static RestError noRoute() {
        return new RestError(404, "rest_no_route", "No route was found matching the URL and request method.");
    }

    /** 400 on updates, 404 on GET and DELETE. */
    public static RestError invalidId(int status) {
        return new RestError(status, "woocommerce_rest_product_invalid_id", "Invalid ID.");
    }

    public static RestError invalidVariationId() {
        return new RestError(404, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
    }

    /** Variations are written under the address of their parent only. */
    public static RestError variationUnderProducts() {
        return new RestError(
                404,
                "woocommerce_rest_invalid_product_id",
                "To manipulate product variations you should use the"
                        + " /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.");
    }

    public static RestError alreadyTrashed(String postType) {
        return new RestError(410, "woocommerce_rest_already_trashed", "The " + postType + " has already been deleted.");
    }

    public static RestError invalidTerm() {
        return new RestError(404, "woocommerce_rest_term_invalid", "Resource does not exist.");
    }

    public static RestError noTrash() {
        return new RestError(501, "woocommerce_rest_trash_not_supported", "Resource does not support trashing.");
    }

    public static RestError invalidGtin(long holder) {
        RestError error =
                new RestError(400, "product_invalid_global_unique_id", "Invalid or duplicated GTIN, UPC, EAN or ISBN.");
        error.data.put("resource_id", holder);
        return error;
    }

    public static RestError unknownTaxonomy() {
        return new RestError(404, "woocommerce_rest_taxonomy_invalid", "Taxonomy does not exist.");
    }

    /** @param tree whether names are unique per parent only */
    public static RestError termExists(long holder, boolean tree) {
        String where = tree ? "with this parent." : "in this taxonomy.";
        RestError error = new RestError(400, "term_exists", "A term with the name provided already exists " + where);
        error.data.put("resource_id", holder);
        return error;
    }

    public static RestError missingParameter(String name) {
        RestError error = new RestError(400, "rest_missing_callback_param", "Missing parameter(s): " + name);
        error.data.putArray("params").add(name);
        return error;
    }

    public static RestError invalidSku(long holder, String uniqueSku) {
        RestError error = new RestError(400, "product_invalid_sku", "Invalid or duplicated SKU.");
        error.data.put("resource_id", holder).put("unique_sku", uniqueSku);
        return error;
    }

    public static RestError heldSku(String sku) {
        return new RestError(
                400,
                "woocommerce_rest_product_not_created",
                "The product with SKU (" + sku + ") you are trying to insert is already present in the lookup table");
    }

    public static RestError imageUpload(String owner, String message) {
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
