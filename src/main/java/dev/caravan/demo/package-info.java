/** The demo: two sandbox stores and a dozen products, so that a newcomer sees a change arrive. */
@NullMarked
package dev.caravan.demo;

import org.jspecify.annotations.NullMarked;
