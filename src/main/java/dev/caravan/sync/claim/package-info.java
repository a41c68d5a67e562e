/** Who works on which rows, and for how long: claims, leases, the routes of stores, and their wake-ups. */
@NullMarked
package dev.caravan.sync.claim;

import org.jspecify.annotations.NullMarked;
