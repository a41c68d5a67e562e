/** The packed program, run as people run it: a process of its own. */
@NullMarked
package dev.caravan.program;

import org.jspecify.annotations.NullMarked;
