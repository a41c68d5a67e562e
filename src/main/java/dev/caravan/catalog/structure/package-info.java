/** Attributes, families and categories: what products can have, and where they stand. */
@NullMarked
package dev.caravan.catalog.structure;

import org.jspecify.annotations.NullMarked;
