/** Products by stores: what is where, in which state, how many, and what is done with many at once. */
@NullMarked
package dev.caravan.sync.matrix;

import org.jspecify.annotations.NullMarked;
