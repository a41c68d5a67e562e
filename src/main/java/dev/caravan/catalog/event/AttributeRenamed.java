package dev.caravan.catalog.event;

/** An attribute has another name. Published in the transaction of the change. */
public record AttributeRenamed(long accountId, String oldName, String newName) {}
