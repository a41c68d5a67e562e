/** What every room stands on: settings, database, security, the shape of the API, the start. */
@NullMarked
package dev.caravan.platform;

import org.jspecify.annotations.NullMarked;
