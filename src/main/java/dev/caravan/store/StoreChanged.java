package dev.caravan.store;

/** A connection was changed by a user: an application event, published after the commit. */
public record StoreChanged(long connectionId, Kind kind) {

    /** What was done to it. */
    public enum Kind {
        CREATED,
        UPDATED,
        RESUMED,
        PAUSED,
        DELETED
    }
}
