/** Who works on which rows, and for how long: claims, leases, the routes of stores, and what wakes them. */
@NullMarked
package dev.caravan.sync.claim;

import org.jspecify.annotations.NullMarked;
