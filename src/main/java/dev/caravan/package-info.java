/** Caravan carries product changes to every connected WooCommerce store. */
@NullMarked
package dev.caravan;

import org.jspecify.annotations.NullMarked;
