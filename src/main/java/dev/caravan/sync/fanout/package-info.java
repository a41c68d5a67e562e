/** What makes rows pending: events of the catalogue, exports, mappings, deletions. */
@NullMarked
package dev.caravan.sync.fanout;

import org.jspecify.annotations.NullMarked;
