/** Images and files of products: stored here or elsewhere, and served to stores. */
@NullMarked
package dev.caravan.catalog.asset;

import org.jspecify.annotations.NullMarked;
