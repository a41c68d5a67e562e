/** What is pending for which store, and bringing it there: fan-out, claim, settle, sweep, exports, dead letters, history. */
@NullMarked
package dev.caravan.sync;

import org.jspecify.annotations.NullMarked;
