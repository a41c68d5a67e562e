/** The fault suite of docs/reliability.md: programs and databases that are killed, and a checker that compares what is left. */
@NullMarked
package dev.caravan.faults;

import org.jspecify.annotations.NullMarked;
