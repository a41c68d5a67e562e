package dev.caravan.platform.security;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Argon2id with the first parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 rounds, 1 thread (about 60
 * ms). Passwords are normalised to NFC, because keyboards write the same letter in different ways. Only a few are
 * hashed at the same time, because each needs 19 MiB.
 */
final class Argon2Passwords implements PasswordEncoder {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int THREADS = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;
    private static final int MOST_AT_ONCE = 4;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, THREADS, MEMORY_KIB, ROUNDS);
    private final Semaphore places =
            new Semaphore(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()), true);

    @Override
    public String encode(CharSequence rawPassword) {
        return placed(() -> argon2.encode(composed(rawPassword)));
    }

    @Override
    public boolean matches(CharSequence rawPassword, String encodedPassword) {
        return placed(() -> argon2.matches(composed(rawPassword), encodedPassword));
    }

    @Override
    public boolean upgradeEncoding(String encodedPassword) {
        return argon2.upgradeEncoding(encodedPassword);
    }

    static String composed(CharSequence password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** Only few callers wait here: SignInGuard refuses the others before. */
    private <T> T placed(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
