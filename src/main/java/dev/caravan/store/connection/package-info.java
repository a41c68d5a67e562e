/** Connections: made, tested, changed, paused, and what is known about the health of each store. */
@NullMarked
package dev.caravan.store.connection;

import org.jspecify.annotations.NullMarked;
