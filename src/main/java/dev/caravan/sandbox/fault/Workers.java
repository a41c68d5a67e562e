package dev.caravan.sandbox.fault;

/** The limit of a store's PHP workers: further calls wait. The limit may change while they do. */
public final class Workers {

    private int limit;
    private int busy;

    /** @param limit 0 for no limit */
    synchronized void limit(int limit) {
        this.limit = limit;
        notifyAll();
    }

    synchronized int limit() {
        return limit;
    }

    public synchronized int busy() {
        return busy;
    }

    public synchronized void enter() throws InterruptedException {
        while (limit > 0 && busy >= limit) {
            wait();
        }
        busy++;
    }

    public synchronized void leave() {
        busy--;
        notifyAll();
    }
}
