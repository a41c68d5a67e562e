/** The catalogue's behaviour, seen over the REST API and in the database. */
@NullMarked
package dev.caravan.catalog;

import org.jspecify.annotations.NullMarked;
