/** The wire to WooCommerce: document → delta → batch call → what the store's answer means; knows nothing of our database. */
@NullMarked
package dev.caravan.woocommerce;

import org.jspecify.annotations.NullMarked;
