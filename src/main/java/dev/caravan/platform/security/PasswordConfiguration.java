package dev.caravan.platform.security;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

/** How passwords are hashed: Argon2id. Hashes of bcrypt, from before, still match and are renewed at the next sign-in. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    private static final String ARGON2 = "argon2";

    @Bean
    VerifiedPasswords passwordEncoder() {
        return new VerifiedPasswords(kinds());
    }

    static DelegatingPasswordEncoder kinds() {
        Argon2Passwords argon2 = new Argon2Passwords();
        DelegatingPasswordEncoder kinds =
                new DelegatingPasswordEncoder(ARGON2, Map.of(ARGON2, argon2, "bcrypt", new BCryptPasswordEncoder()));
        kinds.setDefaultPasswordEncoderForMatches(new NeverMatching(argon2));
        return kinds;
    }
}
