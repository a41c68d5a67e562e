package dev.caravan.console;

/** Which page of a list is shown. */
record Pages(int page, int limit, long total, long totalPages, boolean hasNext, boolean hasPrev) {

    /** The number of the first thing on this page. */
    public long first() {
        return (page - 1L) * limit + 1;
    }

    /** The number of the last thing on this page. */
    public long last() {
        return Math.min((long) page * limit, total);
    }
}
