/** Looks at a store and says what is wrong and what helps; writes nothing, neither here nor in the store. */
@NullMarked
package dev.caravan.store.doctor;

import org.jspecify.annotations.NullMarked;
