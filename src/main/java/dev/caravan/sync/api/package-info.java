/** The REST operations on links, exports, deletions, dead letters and history of one store. */
@NullMarked
package dev.caravan.sync.api;

import org.jspecify.annotations.NullMarked;
