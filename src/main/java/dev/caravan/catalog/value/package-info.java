/** Rules for single values and names. */
@NullMarked
package dev.caravan.catalog.value;

import org.jspecify.annotations.NullMarked;
