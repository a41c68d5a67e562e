/** Where the data is stored: the data folder, the PostgreSQL in it or the configured one, and the roles that use it. */
@NullMarked
package dev.caravan.platform.database;

import org.jspecify.annotations.NullMarked;
