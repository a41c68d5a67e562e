/** What Prometheus reads of pending changes, stores and queues. */
@NullMarked
package dev.caravan.sync.metrics;

import org.jspecify.annotations.NullMarked;
