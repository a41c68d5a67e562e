package dev.caravan.store;

/**
 * A connection is getting another address, which may be another shop: ids that the old one gave mean nothing there. A
 * Spring application event, published inside the transaction of the change, so that what follows from it is one with it.
 */
public record StoreMoving(long connectionId) {}
