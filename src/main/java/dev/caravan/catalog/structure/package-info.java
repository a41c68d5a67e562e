/** Attributes, families and categories of products. */
@NullMarked
package dev.caravan.catalog.structure;

import org.jspecify.annotations.NullMarked;
