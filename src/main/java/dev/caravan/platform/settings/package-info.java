/** Settings from outside: their rules, and the message that ends the start when one is wrong. */
@NullMarked
package dev.caravan.platform.settings;

import org.jspecify.annotations.NullMarked;
