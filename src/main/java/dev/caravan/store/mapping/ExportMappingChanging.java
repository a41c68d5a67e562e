package dev.caravan.store.mapping;

/**
 * The active export mapping of a connection is changing. A Spring application event, published inside the transaction
 * of the change, so that its listeners write in the same transaction.
 */
public record ExportMappingChanging(long accountId, long connectionId) {}
