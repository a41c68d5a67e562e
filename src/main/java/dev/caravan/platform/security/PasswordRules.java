package dev.caravan.platform.security;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.caravan.platform.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Which passwords a user may have: long enough and hard to guess. All characters are allowed, and there are no
 * composition rules (NIST SP 800-63B). The number of guesses is zxcvbn's estimate, which knows the 30,000 commonest
 * passwords, words, names and rows of keys.
 */
@Component
class PasswordRules {

    /** In Unicode code points. */
    static final int SHORTEST = 12;

    static final int LONGEST = 128;

    /** Several spaces in a row count as one, because they make a password no safer. */
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    /** zxcvbn's scores 0 and 1: fewer than a million guesses. */
    private static final int TOO_WEAK_BELOW = 2;
    /** Spring Security compares with this where there is no such user, so it may not be a password. */
    static final String OF_NO_USER = "userNotFoundPassword";

    /** @throws ApiException 400 that names the field and says what to do */
    void check(String field, String password, String username) {
        fault(password, username).ifPresent(fault -> {
            throw ApiException.invalid(field, fault);
        });
    }

    /** The fault of a password, as the end of a sentence; never shows the password. */
    static Optional<String> fault(String password, String username) {
        String composed = Argon2Passwords.composed(password);
        String combined = SPACES.matcher(composed).replaceAll(" ");
        if (length(combined) < SHORTEST || length(composed) > LONGEST) {
            return Optional.of("must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (composed.codePoints().anyMatch(PasswordRules::isUnfit)) {
            return Optional.of("must not have control characters or halves of characters");
        }
        if (composed.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not be the username");
        }
        boolean weak = composed.equals(OF_NO_USER)
                || new Zxcvbn().measure(composed, List.of(username, "caravan")).getScore() < TOO_WEAK_BELOW;
        return weak
                ? Optional.of(
                        "is one of those that are guessed first; take several words, or let a password manager choose")
                : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Control characters, and halves of surrogate pairs: no encoding writes these. */
    private static boolean isUnfit(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
