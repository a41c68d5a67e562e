/** Attacks on the management port, and what an administrator finds there. */
@NullMarked
package dev.caravan.platform.management;

import org.jspecify.annotations.NullMarked;
