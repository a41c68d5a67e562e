package dev.caravan.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store doctor found at a held store.
 *
 * @param remedy what is wrong and what helps; null if nothing was found wrong
 * @param otherAccess the key is shown in another way from now on, so it is worth while to ask the store again at once
 */
public record DoctorFinding(@Nullable String remedy, boolean otherAccess) {}
