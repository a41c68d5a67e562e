package dev.caravan.platform;

/** All sessions of a user have ended, because the user was changed or deleted: an application event on the node where that was done. */
public record SessionsEnded(long accountId, String username) {}
