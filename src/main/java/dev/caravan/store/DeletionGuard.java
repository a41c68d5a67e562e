package dev.caravan.store;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Too many products of a store were deleted at once: its deletions wait for an operator.
 *
 * @param held deletions that wait
 * @param share of the products that the store had when the guard was raised, 0..1
 */
public record DeletionGuard(Instant since, long held, BigDecimal share) {}
