package dev.caravan.platform.security;

/** The principal of a person who is not a user of Caravan's own. The role stays as it was at the sign-in. */
interface ExternalSignIn extends SignedIn {}
