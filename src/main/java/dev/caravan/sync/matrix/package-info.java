/** Products by stores: what is where, in which state, and how many. */
@NullMarked
package dev.caravan.sync.matrix;

import org.jspecify.annotations.NullMarked;
