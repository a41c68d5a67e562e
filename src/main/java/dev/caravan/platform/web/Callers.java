package dev.caravan.platform.web;

import dev.caravan.platform.Caller;
import dev.caravan.platform.security.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller whose share of the places a request takes. */
final class Callers {

    /** All callers who have not signed in count as one. */
    static final String STRANGERS = "";

    private Callers() {}

    /** The user or the API key of the request under way. */
    static String current() {
        return name(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The account of the request under way. */
    static String account() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Long.toString(signedIn.caller().accountId())
                : STRANGERS;
    }

    private static String name(@Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            return STRANGERS;
        }
        Caller caller = signedIn.caller();
        return caller.accountId() + "/" + caller.username();
    }
}
