/** The vocabulary of one delivery to a store: claimed row, plan, settlement and others. */
@NullMarked
package dev.caravan.sync.batch;

import org.jspecify.annotations.NullMarked;
