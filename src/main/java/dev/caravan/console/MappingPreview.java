package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code preview-mapping}.
 *
 * @param examined products that were looked at
 * @param changing of these, would be shown otherwise
 * @param estimate of the whole store, if {@code isEstimate}
 */
record MappingPreview(
        long linked,
        long examined,
        long changing,
        long estimate,
        boolean isEstimate,
        List<OfField> byField,
        List<OfProduct> sample) {

    private static final Shown SHOW = new Shown();

    /** @param changed products in which it gets another value @param left products in which it is no longer sent */
    record OfField(String field, String storeField, long changed, long left) {}

    /** @param message why it cannot be sent; null: it can */
    record OfProduct(
            long productId,
            @Nullable String sku,
            List<Change> changes,
            List<String> left,
            @Nullable String message) {

        public String product() {
            return sku != null ? sku : "Product " + productId;
        }
    }

    /** Another value of a field. @param from null: it is not sent at present */
    record Change(
            String field,
            String storeField,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {

        public String before() {
            return text(from);
        }

        public String after() {
            return text(to);
        }

        private static String text(@Nullable JsonNode value) {
            return value == null || value.isNull() ? "–" : value.isTextual() ? value.textValue() : value.toString();
        }
    }

    /** Of named products it says nothing about the others of the store. */
    public String sentence() {
        if (examined == 0) {
            return "There is no product in this store to be looked at.";
        }
        if (changing == 0) {
            return examined == 1
                    ? "This product would be shown as it is now."
                    : "None of the " + SHOW.count(examined, "product")
                            + " that were looked at would be shown otherwise.";
        }
        if (isEstimate) {
            return "About " + SHOW.number(estimate) + " of " + SHOW.count(linked, "product")
                    + " would be shown otherwise; " + SHOW.number(examined) + " were looked at.";
        }
        return examined == 1
                ? "This product would be shown otherwise."
                : SHOW.number(changing) + " of the " + SHOW.count(examined, "product") + " would be shown otherwise.";
    }
}
