/** The start of the program: its threads, and its final message on the console. */
@NullMarked
package dev.caravan.platform.start;

import org.jspecify.annotations.NullMarked;
