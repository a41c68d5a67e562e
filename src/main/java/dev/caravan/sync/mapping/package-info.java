/** Turns a product of the catalogue into the document that a store is to show. */
@NullMarked
package dev.caravan.sync.mapping;

import org.jspecify.annotations.NullMarked;
