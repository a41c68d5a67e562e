package dev.caravan.store;

import java.time.Instant;

/** A warning for a store's owner although the store is served. @param at when it was seen */
public record Notice(String text, Instant at) {}
