/** A WooCommerce stand-in over real HTTP on the loopback, with faults on demand, for tests and demonstrations. */
@NullMarked
package dev.caravan.sandbox;

import org.jspecify.annotations.NullMarked;
