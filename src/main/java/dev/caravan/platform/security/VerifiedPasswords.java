package dev.caravan.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Avoids the slow password hash on every request: a pair that has matched is remembered until it is unused for five
 * minutes, as an HMAC with a key that exists only in this process. A changed password has another hash, so it is
 * never found here.
 */
final class VerifiedPasswords implements PasswordEncoder {

    private final PasswordEncoder slow;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Cache<String, Boolean> matched = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterAccess(Duration.ofMinutes(5)) // by use: an active client needs no hash while others guess
            .build();

    VerifiedPasswords(PasswordEncoder slow) {
        this.slow = slow;
    }

    @Override
    public String encode(CharSequence rawPassword) {
        return slow.encode(rawPassword);
    }

    @Override
    public boolean matches(CharSequence rawPassword, String encodedPassword) {
        String pair = fingerprints.of(rawPassword + "\0" + encodedPassword);
        if (matched.getIfPresent(pair) != null) {
            return true;
        }
        boolean right = slow.matches(rawPassword, encodedPassword);
        if (right && !PasswordRules.OF_NO_USER.contentEquals(rawPassword)) { // or the time would show unknown users
            matched.put(pair, Boolean.TRUE);
        }
        return right;
    }

    /** Whether this pair has matched a moment ago, without a hash. */
    boolean remembers(CharSequence rawPassword, String encodedPassword) {
        return matched.getIfPresent(fingerprints.of(rawPassword + "\0" + encodedPassword)) != null;
    }

    @Override
    public boolean upgradeEncoding(String encodedPassword) {
        return slow.upgradeEncoding(encodedPassword);
    }

    /** Equal for equal texts, and reveals nothing about them. */
    String fingerprint(String text) {
        return fingerprints.of(text);
    }
}
