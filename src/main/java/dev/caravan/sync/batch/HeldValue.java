package dev.caravan.sync.batch;

/**
 * Why a product could not get a value, and how it can.
 *
 * @param holder the row of the product that has it
 * @param gives whether that row is to release it @param waits whether it becomes free by itself, or by that release
 * @param message in plain words
 */
public record HeldValue(String field, long holder, boolean gives, boolean waits, String message) {}
