/** One call to a store: its pace, its limits, holds, and what is sent and read. */
@NullMarked
package dev.caravan.sync.call;

import org.jspecify.annotations.NullMarked;
