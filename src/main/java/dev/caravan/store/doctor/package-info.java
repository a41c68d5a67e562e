/** Examines a store and reports problems and remedies; writes nothing, neither here nor in the store. */
@NullMarked
package dev.caravan.store.doctor;

import org.jspecify.annotations.NullMarked;
