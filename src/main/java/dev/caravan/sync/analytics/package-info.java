/** What was delivered, by hour, day and month: kept, pruned, and read as JSON and CSV. */
@NullMarked
package dev.caravan.sync.analytics;

import org.jspecify.annotations.NullMarked;
