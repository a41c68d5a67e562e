package dev.caravan.store;

import java.time.Instant;

/** Something that a store's owner should know of although the store is served. @param at when it was seen */
public record Notice(String text, Instant at) {}
