package dev.caravan.sandbox.product;

import java.util.concurrent.atomic.AtomicLong;

/** One series of ids for products, variations and files, as in WordPress; they are not used again. */
final class Ids {

    private static final long FIRST = 10;

    private final AtomicLong last = new AtomicLong(FIRST - 1);

    long next() {
        return last.incrementAndGet();
    }

    /** @param own an id that is free, 0 for the next one */
    long take(long own) {
        if (own == 0) {
            return next();
        }
        used(own);
        return own;
    }

    void used(long id) {
        last.accumulateAndGet(id, Math::max);
    }

    long last() {
        return last.get();
    }
}
