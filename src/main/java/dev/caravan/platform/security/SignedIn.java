package dev.caravan.platform.security;

import dev.caravan.platform.Caller;

/** The principal of whatever has signed in, be it a user or an API key. */
public interface SignedIn {

    /** Who it is for the REST routes. */
    Caller caller();
}
