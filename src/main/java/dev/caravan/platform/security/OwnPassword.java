package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditLog;
import org.springframework.stereotype.Component;

/**
 * Checks a user's own password before it is changed. An attacker with a stolen session guesses no faster than at the
 * sign-in.
 */
@Component
class OwnPassword {

    private final UserTable table;
    private final VerifiedPasswords encoder;
    private final SignInGuard guard;
    private final SignInFailures failures;
    private final AuditLog audit;

    OwnPassword(
            UserTable table, VerifiedPasswords encoder, SignInGuard guard, SignInFailures failures, AuditLog audit) {
        this.table = table;
        this.encoder = encoder;
        this.guard = guard;
        this.failures = failures;
        this.audit = audit;
    }

    /** @throws ApiException 400 if it is wrong, 429 if too many were wrong before */
    void check(Caller caller, long id, String password) {
        String hash = table.passwordHash(caller.accountId(), id).orElseThrow(() -> ApiException.notFound("User", id));
        Network network = Network.of(audit.callerAddress());
        SignInGuard.Attempt attempt = begin(caller.username(), network, password, hash);
        boolean right;
        try {
            right = encoder.matches(password, hash);
        } catch (RuntimeException e) {
            attempt.broken();
            throw e;
        }
        if (right) {
            attempt.right();
        } else {
            attempt.wrong();
            failures.wrong(SignInFailures.Way.PASSWORD, caller.username(), network);
            throw ApiException.invalid("old", "is not your present password");
        }
    }

    private SignInGuard.Attempt begin(String username, Network network, String password, String hash) {
        try {
            return guard.begin(username, network, "", () -> encoder.remembers(password, hash));
        } catch (TooManySignInsException e) {
            failures.refused(SignInFailures.Way.PASSWORD, username, network);
            throw ApiException.tooMany(
                    "Too many passwords were wrong; try again in " + e.inWords() + " (Retry-After)", e.seconds());
        }
    }
}
