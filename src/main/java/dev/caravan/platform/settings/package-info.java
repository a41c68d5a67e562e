/** Settings from outside: what they may be, and the sentence that ends the start when one is wrong. */
@NullMarked
package dev.caravan.platform.settings;

import org.jspecify.annotations.NullMarked;
