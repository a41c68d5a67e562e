/** Files of many products: their charset, their columns, each product as an object of the API, and its import. */
@NullMarked
package dev.caravan.catalog.bulk;

import org.jspecify.annotations.NullMarked;
