/** The vocabulary about stores that all rooms share: stores, their holds, and the interfaces for other rooms. */
@NullMarked
package dev.caravan.store;

import org.jspecify.annotations.NullMarked;
