/**
 * WooCommerce's wire format: document → delta → batch call → meaning of the store's answer; knows nothing of our
 * database.
 */
@NullMarked
package dev.caravan.woocommerce;

import org.jspecify.annotations.NullMarked;
