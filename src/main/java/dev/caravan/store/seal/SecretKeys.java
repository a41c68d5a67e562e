package dev.caravan.store.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.caravan.platform.settings.WrongSettingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that seal credentials (AES-256-GCM): the first seals, all of them open. Never shows a key. */
final class SecretKeys {

    static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int ID_CHARS = 8;

    private final Map<String, Aead> byId;
    private final String first;

    private SecretKeys(LinkedHashMap<String, Aead> byId) {
        this.byId = byId;
        this.first = byId.keySet().iterator().next();
    }

    /**
     * @param setting 32 bytes in base64; several separated by commas
     * @param source its name for messages
     * @throws WrongSettingException that names the source
     */
    static SecretKeys parse(String setting, String source) {
        LinkedHashMap<String, Aead> keys = new LinkedHashMap<>();
        for (String part : setting.strip().split(",", -1)) {
            byte[] key = decode(part.strip(), source);
            keys.put(id(key), aead(key));
        }
        return new SecretKeys(keys);
    }

    int count() {
        return byId.size();
    }

    /** The key that seals. */
    String sealingId() {
        return first;
    }

    /** A key by its id: the first 8 hex digits of its SHA-256. */
    Optional<Aead> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static byte[] decode(String base64, String source) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // reported below, without the text
        }
        throw new WrongSettingException(
                source
                        + " must be 32 bytes in base64 (openssl rand -base64 32); several are separated by commas. It is not shown here");
    }

    private static String id(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash).substring(0, ID_CHARS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @AccessesPartialKey
    private static Aead aead(byte[] key) {
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(IV_BYTES)
                    .setTagSizeBytes(TAG_BYTES)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey aesKey = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(aesKey).withRandomId().makePrimary())
                    .build()
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }
}
