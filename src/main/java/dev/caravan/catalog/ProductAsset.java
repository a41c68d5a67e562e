package dev.caravan.catalog;

/** An image or file of a product. @param url absolute, without credentials: a store downloads it from there */
public record ProductAsset(long id, String url, String name, String mimeType) {}
