package dev.caravan.console;

/** Which page of a list is shown. */
record Pages(int page, int limit, long total, long totalPages, boolean hasNext, boolean hasPrev) {}
