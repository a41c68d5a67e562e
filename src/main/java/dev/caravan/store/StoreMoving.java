package dev.caravan.store;

/**
 * A connection is getting another address, which may be another shop: ids that the old one gave are not valid there.
 * A Spring application event, published inside the transaction of the change, so that its listeners write in the same
 * transaction.
 */
public record StoreMoving(long connectionId) {}
