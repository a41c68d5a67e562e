/** Products: read, searched, created, changed, deleted and restored, each change with its event. */
@NullMarked
package dev.caravan.catalog.product;

import org.jspecify.annotations.NullMarked;
