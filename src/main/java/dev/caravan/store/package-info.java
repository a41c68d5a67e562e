/** The words about stores that all rooms share: what a store is, how it is held, and the doors to ask and to report. */
@NullMarked
package dev.caravan.store;

import org.jspecify.annotations.NullMarked;
