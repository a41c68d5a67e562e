/** The words about products that all rooms share, and the doors of the catalogue, which knows nothing of stores. */
@NullMarked
package dev.caravan.catalog;

import org.jspecify.annotations.NullMarked;
