/**
 * Changes that are pending for stores, and their delivery: fan-out, claim, settle, sweep, exports, dead letters,
 * history.
 */
@NullMarked
package dev.caravan.sync;

import org.jspecify.annotations.NullMarked;
