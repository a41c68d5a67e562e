package dev.caravan.store.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyFileTest {

    Path folder = Path.of("unset");
    Path file = Path.of("unset");

    @BeforeEach
    void nameFile(@TempDir Path empty) {
        folder = empty;
        file = empty.resolve("secret.key");
    }

    @Test
    void makesAKeyOnce() {
        String key = SecretKeyFile.readOrMake(file);

        assertThat(SecretKeys.parse(key, "file").sealingId()).hasSize(8);
        assertThat(SecretKeyFile.readOrMake(file)).isEqualTo(key);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void getsOverAHalfMadeFile() throws IOException {
        Files.writeString(folder.resolve("secret.key.new"), "half");

        assertThat(SecretKeys.parse(SecretKeyFile.readOrMake(file), "file")).isNotNull();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersAlone() throws IOException {
        SecretKeyFile.readOrMake(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAFileThatOthersMayRead() throws IOException {
        SecretKeyFile.readOrMake(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SecretKeyFile.readOrMake(file))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining(file.toString());
    }
}
