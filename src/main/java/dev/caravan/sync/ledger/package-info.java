/** Which ids a store gave to terms and images, and the calls that find or create them. */
@NullMarked
package dev.caravan.sync.ledger;

import org.jspecify.annotations.NullMarked;
