package dev.caravan.catalog.event;

/** A category has another name or place. Published in the transaction of the change. @param oldPath such as {@code A > B} */
public record CategoryChanged(long accountId, String oldPath, String newPath) {}
