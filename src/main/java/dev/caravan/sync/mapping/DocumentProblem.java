package dev.caravan.sync.mapping;

/**
 * Why a store would not keep a field of a document as it is.
 *
 * @param field of the document
 * @param code for the history
 * @param text names the field, and the product's value in it
 */
public record DocumentProblem(String field, String code, String text) {}
