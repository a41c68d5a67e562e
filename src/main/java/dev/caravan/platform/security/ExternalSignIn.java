package dev.caravan.platform.security;

/** The principal of whoever is no user of Caravan's own: the role is as it was at the sign-in. */
interface ExternalSignIn extends SignedIn {}
