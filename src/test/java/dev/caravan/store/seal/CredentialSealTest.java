package dev.caravan.store.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import dev.caravan.store.CredentialsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSealTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private static final OpenCredentials OPEN = new OpenCredentials("ck_1234", "cs_5678", "hook");

    private final CredentialSeal seal = seal(OLD);

    @Test
    void opensWhatItSealed() {
        SealedCredentials sealed = seal.seal(7, OPEN);

        assertThat(seal.open(7, sealed)).isEqualTo(OPEN);
        assertThat(sealed.keyId()).matches("[0-9a-f]{8}");
        assertThat(new String(sealed.consumerSecret(), StandardCharsets.ISO_8859_1))
                .doesNotContain("5678");
    }

    @Test
    void sealsTheSameTextOtherwiseEachTime() {
        assertThat(seal.seal(7, OPEN).consumerKey())
                .isNotEqualTo(seal.seal(7, OPEN).consumerKey());
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherConnection() {
        SealedCredentials sealed = seal.seal(7, OPEN);

        assertThatThrownBy(() -> seal.open(8, sealed))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("altered or moved");
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherColumn() {
        SealedCredentials sealed = seal.seal(7, OPEN);
        var swapped = new SealedCredentials(sealed.keyId(), sealed.consumerSecret(), sealed.consumerKey(), null);

        assertThatThrownBy(() -> seal.open(7, swapped)).isInstanceOf(CredentialsException.class);
    }

    @Test
    void opensOldSealsAndMakesNewOnesAfterARotation() {
        SealedCredentials old = seal.seal(7, OPEN);
        CredentialSeal rotated = seal(NEW + ", " + OLD);

        assertThat(rotated.open(7, old)).isEqualTo(OPEN);
        assertThat(rotated.seal(7, OPEN).keyId()).isNotEqualTo(old.keyId());
        assertThat(seal(NEW).open(7, rotated.seal(7, OPEN))).isEqualTo(OPEN);
    }

    @Test
    void saysWhichKeyIsMissing() {
        SealedCredentials old = seal.seal(7, OPEN);

        assertThatThrownBy(() -> seal(NEW).open(7, old))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(old.keyId())
                .hasMessageContaining("CARAVAN_SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ=", "AAAA,", "hunter2hunter2"})
    void refusesAWrongKeyWithoutShowingIt(String setting) {
        assertThatThrownBy(() -> SecretKeys.parse(setting, "CARAVAN_SECRET_KEY"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("CARAVAN_SECRET_KEY")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void hidesCredentialsFromToString() {
        assertThat(OPEN.toString() + OPEN.forCalls()).doesNotContain("1234", "5678", "hook");
        assertThat(OPEN.forCalls().removeFrom("no ck_1234 here")).isEqualTo("no … here");
    }

    private static CredentialSeal seal(String keys) {
        return new CredentialSeal(KeyRing.of(SecretKeys.parse(keys, "CARAVAN_SECRET_KEY")));
    }

    private static String key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return Base64.getEncoder().encodeToString(key);
    }
}
