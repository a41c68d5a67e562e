/** What happens in the catalogue: events inside the transaction of a change, and the wake-up of the fan-out after it. */
@NullMarked
package dev.caravan.catalog.event;

import org.jspecify.annotations.NullMarked;
