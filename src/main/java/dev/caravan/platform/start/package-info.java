/** The start of the program: its threads, and its last words on the console. */
@NullMarked
package dev.caravan.platform.start;

import org.jspecify.annotations.NullMarked;
