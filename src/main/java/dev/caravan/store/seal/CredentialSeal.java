package dev.caravan.store.seal;

import com.google.crypto.tink.Aead;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.seal.SealedCredentials.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens credentials. Each ciphertext has its row and column as associated data, so that it does not open
 * elsewhere.
 */
public final class CredentialSeal {

    private final KeyRing keys;

    CredentialSeal(KeyRing keys) {
        this.keys = keys;
    }

    /** The id of the key that seals now. */
    String sealingKey() {
        return keys.sealingId();
    }

    /** The id of the key with which everything is to be sealed: a new one if the keys are in a file. */
    String newestKey() {
        return keys.newest();
    }

    /** Whether credentials that this key has sealed can be opened. */
    boolean knows(String keyId) {
        return keys.find(keyId).isPresent();
    }

    /** Seals all credentials of a connection with the first key. */
    public SealedCredentials seal(long connectionId, OpenCredentials open) {
        return seal(connectionId, open, keys.sealingId());
    }

    /** Seals all credentials of a connection. @param keyId of one that is known */
    SealedCredentials seal(long connectionId, OpenCredentials open, String keyId) {
        Aead aead = aead(keyId);
        return new SealedCredentials(
                keyId,
                seal(aead, connectionId, Field.CONSUMER_KEY, open.consumerKey()),
                seal(aead, connectionId, Field.CONSUMER_SECRET, open.consumerSecret()),
                open.webhookSecret() == null
                        ? null
                        : seal(aead, connectionId, Field.WEBHOOK_SECRET, open.webhookSecret()));
    }

    /** Opens all credentials of a connection. @throws CredentialsException if the key is not known or does not fit */
    public OpenCredentials open(long connectionId, SealedCredentials sealed) {
        Aead aead = aead(sealed.keyId());
        return new OpenCredentials(
                open(aead, connectionId, Field.CONSUMER_KEY, sealed.consumerKey()),
                open(aead, connectionId, Field.CONSUMER_SECRET, sealed.consumerSecret()),
                openIfThere(aead, connectionId, sealed.webhookSecret()));
    }

    private @Nullable String openIfThere(Aead aead, long connectionId, byte @Nullable [] sealed) {
        return sealed == null ? null : open(aead, connectionId, Field.WEBHOOK_SECRET, sealed);
    }

    private Aead aead(String keyId) {
        return keys.find(keyId)
                .orElseThrow(
                        () -> new CredentialsException(
                                "The store's credentials were sealed with the key " + keyId
                                        + ", which is not among the keys of CARAVAN_SECRET_KEY or the key file; add that key, or enter the credentials again"));
    }

    private static byte[] seal(Aead aead, long connectionId, Field field, String text) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), associatedData(connectionId, field));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    private static String open(Aead aead, long connectionId, Field field, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, associatedData(connectionId, field)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new CredentialsException("The stored " + field.text() + " of connection " + connectionId
                    + " was altered or moved and does not open; enter the credentials again");
        }
    }

    private static byte[] associatedData(long connectionId, Field field) {
        return ("connection:" + connectionId + ":" + field.text()).getBytes(StandardCharsets.UTF_8);
    }
}
