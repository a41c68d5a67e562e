/** The values that pass through a delivery to a store, from the claimed row and its plan to the settlement, and the settings of the sync. */
@NullMarked
package dev.caravan.sync.batch;

import org.jspecify.annotations.NullMarked;
