/** What deliveries would send now, without a claim and without a call: composed and decided as in a delivery. */
@NullMarked
package dev.caravan.sync.preview;

import org.jspecify.annotations.NullMarked;
