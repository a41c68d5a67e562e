/** The words of one delivery to a store: what a claimed row, a plan and a settlement are. */
@NullMarked
package dev.caravan.sync.batch;

import org.jspecify.annotations.NullMarked;
