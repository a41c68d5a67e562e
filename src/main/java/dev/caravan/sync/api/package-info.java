/** The REST endpoints of the sync. */
@NullMarked
package dev.caravan.sync.api;

import org.jspecify.annotations.NullMarked;
