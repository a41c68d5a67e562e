/** Files of many products: their charset, their columns, and each product as an object of the API. Knows nothing of the database. */
@NullMarked
package dev.caravan.catalog.bulk;

import org.jspecify.annotations.NullMarked;
