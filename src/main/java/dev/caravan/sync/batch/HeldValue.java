package dev.caravan.sync.batch;

/**
 * Why a product could not get a value, and what helps.
 *
 * @param holder the row of the product that has it
 * @param gives whether that one is to give it up
 * @param waits whether it comes free by itself, or with the giver
 * @param message in plain words
 */
public record HeldValue(String field, long holder, boolean gives, boolean waits, String message) {}
