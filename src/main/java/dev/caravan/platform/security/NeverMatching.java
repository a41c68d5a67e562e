package dev.caravan.platform.security;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * For hashes of a kind that Caravan does not know, such as {@code {noop}}: no password matches, and the answer takes
 * as long as for a wrong one.
 */
final class NeverMatching implements PasswordEncoder {

    private final PasswordEncoder real;
    private final String other;

    NeverMatching(PasswordEncoder real) {
        this.real = real;
        this.other = real.encode("any password: the result is not looked at");
    }

    @Override
    public String encode(CharSequence rawPassword) {
        throw new UnsupportedOperationException("only compares");
    }

    @Override
    public boolean matches(CharSequence rawPassword, String encodedPassword) {
        real.matches(rawPassword, other);
        return false;
    }
}
