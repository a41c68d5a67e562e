package dev.caravan.alert;

import java.util.Locale;

/** What an alert is about. One of each kind is open per store, or per account, at most. */
enum AlertKind {
    /** A store is on hold because it is unhealthy, but not because of a refused key, for longer than a moment. */
    STORE_UNWELL("The store is served again", true),
    /** A store is on hold because it is unhealthy, for any reason, for a day. */
    STORE_UNWELL_LONG("The store is served again", true),
    /** The store refuses the key. */
    STORE_UNAUTHORIZED("The store does not refuse the key any more", true),
    /** More dead letters are open than a limit. */
    DEAD_LETTERS("Fewer dead letters are open", false),
    /** A change has been pending for longer than a limit. */
    OLDEST_OWED("No change has waited for so long", false),
    /** Deletions wait for an operator. */
    DELETION_GUARD("No deletions are held back any more", false),
    /** More sign-ins of an account have failed lately than a limit. */
    SIGN_IN_FAILURES("Few sign-ins fail now", false);

    private final String over;
    private final boolean endsWithPause;

    AlertKind(String over, boolean endsWithPause) {
        this.over = over;
        this.endsWithPause = endsWithPause;
    }

    /** Why it was closed, if no other reason is known. */
    String over() {
        return over;
    }

    /** Whether an operator's pause ends it, because a paused store is not probed any more. */
    boolean endsWithPause() {
        return endsWithPause;
    }

    /** Whether it is about an account as a whole, not about one of its stores. */
    boolean ofAccount() {
        return this == SIGN_IN_FAILURES;
    }

    /** As the database, the API and the metrics write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of its webhook: {@code caravan.store.unwell}, {@code caravan.account.sign_in_failures.closed}. */
    String type(boolean raised) {
        String subject = code().startsWith("store_") ? code().substring("store_".length()) : code();
        return (ofAccount() ? "caravan.account." : "caravan.store.") + subject + (raised ? "" : ".closed");
    }
}
