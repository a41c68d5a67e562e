/** Products, families, attributes, categories, assets: what stores should show. Knows nothing of stores. */
@NullMarked
package dev.caravan.catalog;

import org.jspecify.annotations.NullMarked;
