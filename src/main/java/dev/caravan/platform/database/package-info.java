/** Where the data lives: the data folder, the PostgreSQL in it or the one that is configured, and the roles that use it. */
@NullMarked
package dev.caravan.platform.database;

import org.jspecify.annotations.NullMarked;
