package dev.caravan.platform.security;

/** A user was changed; published on this node after the change is committed. */
record UserChanged(long accountId, long userId, String username, Kind kind) {

    /** What was changed. */
    public enum Kind {
        CREATED,
        ROLE,
        ENABLED,
        DISABLED,
        DELETED,
        /** Another password; sessions with the old one end. */
        PASSWORD,
        /** The same password, in a newer hash. */
        RENEWED;

        /** Whether sessions of the user must end. */
        boolean endsSessions() {
            return this == ROLE || this == DISABLED || this == DELETED || this == PASSWORD;
        }
    }
}
