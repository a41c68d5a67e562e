package dev.caravan.sync.call;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.CallPurpose;
import dev.caravan.sync.batch.Delivery;
import java.util.Optional;

/**
 * The probe whether a held store is healthy.
 *
 * @param write a delivery of one update without a claim; empty: the call changes nothing, see {@link EmptyWriteProbe}
 */
public record HealthProbe(Store store, Optional<Delivery> write) implements CallPurpose {}
