/** Traces (OpenTelemetry), when a receiver of them is set: from a request that changes the catalogue to the answers of the stores. */
@NullMarked
package dev.caravan.platform.trace;

import org.jspecify.annotations.NullMarked;
