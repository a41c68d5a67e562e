package dev.caravan.store;

import org.jspecify.annotations.Nullable;

/**
 * The store doctor's finding about a held store.
 *
 * @param remedy the problem and its remedy; null if no problem was found
 * @param otherAccess the key is sent in another way from now on, so the store should be probed again at once
 */
public record DoctorFinding(@Nullable String remedy, boolean otherAccess) {}
