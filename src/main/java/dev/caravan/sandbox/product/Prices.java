package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Prices are texts; they are compared as numbers. */
final class Prices {

    private static final String AMOUNT = "<span class=\"woocommerce-Price-amount amount\"><bdi>"
            + "<span class=\"woocommerce-Price-currencySymbol\">&euro;</span>%s</bdi></span>";

    private Prices() {}

    /** A sale price that is not below the regular price is dropped without an error. */
    static void dropSaleAboveRegular(ObjectNode product) {
        String sale = product.path("sale_price").asText("");
        String regular = product.path("regular_price").asText("");
        if (!sale.isEmpty() && (regular.isEmpty() || number(sale).compareTo(number(regular)) >= 0)) {
            product.put("sale_price", "");
        }
    }

    static boolean onSale(ObjectNode product, Instant now) {
        String sale = product.path("sale_price").asText("");
        return !sale.isEmpty()
                && !instant(product, "date_on_sale_from").isAfter(now)
                && (product.path("date_on_sale_to").asText("").isEmpty()
                        || !instant(product, "date_on_sale_to").isBefore(now));
    }

    static String price(ObjectNode product, boolean onSale) {
        return product.path(onSale ? "sale_price" : "regular_price").asText("");
    }

    /** The present price of the product or variation; empty without one. */
    static String current(ObjectNode product, Instant now) {
        return price(product, onSale(product, now));
    }

    static String amount(String price) {
        return AMOUNT.formatted(shown(price));
    }

    static String html(ObjectNode product, boolean onSale) {
        String price = price(product, onSale);
        if (price.isEmpty()) {
            return "";
        }
        if (!onSale) {
            return amount(price);
        }
        String regular = shown(product.path("regular_price").asText(""));
        return "<del aria-hidden=\"true\">" + AMOUNT.formatted(regular) + "</del> "
                + "<span class=\"screen-reader-text\">Original price was: &euro;" + regular + ".</span><ins"
                + " aria-hidden=\"true\">" + AMOUNT.formatted(shown(price)) + "</ins>"
                + "<span class=\"screen-reader-text\">Current price is: &euro;" + shown(price) + ".</span>";
    }

    private static Instant instant(ObjectNode product, String field) {
        String text = product.path(field).asText("");
        return text.isEmpty() ? Instant.MIN : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static String shown(String price) {
        BigDecimal amount = number(price).max(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP);
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount);
    }

    static BigDecimal number(String price) {
        try {
            return new BigDecimal(price);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
