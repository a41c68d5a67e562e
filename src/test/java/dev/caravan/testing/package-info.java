/** What tests stand on: a real PostgreSQL, the running program, an API client. */
@NullMarked
package dev.caravan.testing;

import org.jspecify.annotations.NullMarked;
