/** Tests of the web console. */
@NullMarked
package dev.caravan.console;

import org.jspecify.annotations.NullMarked;
