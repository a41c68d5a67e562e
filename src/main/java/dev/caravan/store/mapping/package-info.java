/** Export mappings: which fields of a product a store shows, where, and at which price. */
@NullMarked
package dev.caravan.store.mapping;

import org.jspecify.annotations.NullMarked;
