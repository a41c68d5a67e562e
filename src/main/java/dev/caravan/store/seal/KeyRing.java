package dev.caravan.store.seal;

import com.google.crypto.tink.Aead;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.settings.WrongSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the setting, or those of the key file. The file is read again when it has changed, because another
 * process may exchange the key.
 */
final class KeyRing {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    /** Old keys stay in the file, so that the credentials of an old backup open. */
    private static final int MOST_KEYS = 10;

    private final @Nullable Path file;
    private volatile Read last;
    /** Whether it was logged: once only, because the keys are needed at each call. */
    private volatile boolean told;

    /** @param changed when the file had changed last; null without a file */
    private record Read(SecretKeys keys, @Nullable FileTime changed) {}

    private KeyRing(@Nullable Path file, Read first) {
        this.file = file;
        this.last = first;
    }

    /** Keys that stay as they are. */
    static KeyRing of(SecretKeys keys) {
        return new KeyRing(null, new Read(keys, null));
    }

    /** @throws WrongSettingException if the file cannot be used */
    static KeyRing of(Path file) {
        return new KeyRing(file, read(file));
    }

    /** The key that seals now. */
    String sealingId() {
        return current().sealingId();
    }

    /** A key by its id. */
    Optional<Aead> find(String id) {
        return current().find(id);
    }

    /**
     * The id of the key with which everything is to be sealed: a new one, which is written to the file before it
     * seals anything; or the first of the setting, where the operator has put it.
     *
     * @throws ApiException 409 if the file has too many
     */
    synchronized String newest() {
        Path keyFile = file;
        if (keyFile == null) {
            return sealingId();
        }
        if (current().count() >= MOST_KEYS) {
            throw ApiException.conflict("The key file holds " + MOST_KEYS
                    + " keys; remove all but the first, if no backup is left whose credentials need them");
        }
        SecretKeyFile.addInFront(keyFile);
        last = read(keyFile);
        return last.keys().sealingId();
    }

    private SecretKeys current() {
        Read known = last;
        if (file == null) {
            return known.keys();
        }
        try {
            if (!Files.getLastModifiedTime(file).equals(known.changed())) {
                known = read(file);
                last = known;
                told = false;
            }
        } catch (IOException | WrongSettingException e) {
            if (!told) {
                told = true;
                log.warn(
                        "The key file could not be read again; the previous keys stay in use ({})",
                        e.getClass().getSimpleName());
            }
        }
        return known.keys();
    }

    /** The time is read first, so that a change in between is read again. */
    private static Read read(Path file) {
        FileTime changed = null;
        try {
            changed = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // not there: it is created, and read again at the next access
        }
        return new Read(SecretKeys.parse(SecretKeyFile.readOrMake(file), "The key file " + file), changed);
    }
}
