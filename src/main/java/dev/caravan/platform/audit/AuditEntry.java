package dev.caravan.platform.audit;

import dev.caravan.platform.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One act. Created by {@link #of}; each further call returns a new entry with more details.
 *
 * @param accountId null: not known; then it is that of the user {@code who}, or the only account
 * @param who the user's name, or {@code key:<name>} of an API key; empty: not known
 * @param from the address of the caller; empty: Caravan itself
 * @param action what was done: the id of a REST operation such as {@code delete-product}, or a word such as {@code sign-in}
 * @param target the object, such as {@code products/12} or {@code connections/3}; empty: none in particular
 * @param count how many it concerned; null: not counted
 */
public record AuditEntry(
        @Nullable Long accountId,
        String who,
        String from,
        String action,
        String target,
        AuditOutcome outcome,
        @Nullable Integer status,
        @Nullable Long count,
        @Nullable AuditChanges changes) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_ACTION = 100;
    private static final int LONGEST_TARGET = 300;

    public AuditEntry {
        who = AuditText.bounded(who, LONGEST_NAME);
        from = AuditText.bounded(from, LONGEST_ADDRESS);
        action = AuditText.bounded(action, LONGEST_ACTION);
        target = AuditText.bounded(target, LONGEST_TARGET);
    }

    /** An act whose actor is not known yet. */
    public static AuditEntry of(String action) {
        return new AuditEntry(null, "", "", action, "", AuditOutcome.DONE, null, null, null);
    }

    public AuditEntry by(Caller caller) {
        return new AuditEntry(
                caller.accountId(), caller.username(), from, action, target, outcome, status, count, changes);
    }

    /** By a name that may not be a user's. */
    public AuditEntry by(String name) {
        return new AuditEntry(accountId, name, from, action, target, outcome, status, count, changes);
    }

    public AuditEntry from(String address) {
        return new AuditEntry(accountId, who, address, action, target, outcome, status, count, changes);
    }

    public AuditEntry on(String thing) {
        return new AuditEntry(accountId, who, from, action, thing, outcome, status, count, changes);
    }

    public AuditEntry ended(AuditOutcome end) {
        return new AuditEntry(accountId, who, from, action, target, end, status, count, changes);
    }

    /** With the outcome for the HTTP status. */
    public AuditEntry ended(int httpStatus) {
        return new AuditEntry(
                accountId, who, from, action, target, AuditOutcome.of(httpStatus), httpStatus, count, changes);
    }

    public AuditEntry count(@Nullable Long many) {
        return new AuditEntry(accountId, who, from, action, target, outcome, status, many, changes);
    }

    public AuditEntry changing(@Nullable AuditChanges members) {
        return new AuditEntry(accountId, who, from, action, target, outcome, status, count, members);
    }
}
