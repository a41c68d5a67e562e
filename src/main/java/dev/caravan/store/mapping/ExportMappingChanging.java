package dev.caravan.store.mapping;

/**
 * The active export mapping of a connection is changing. A Spring application event, published inside the transaction of
 * the change, so that what follows from it is one with it.
 */
public record ExportMappingChanging(long accountId, long connectionId) {}
