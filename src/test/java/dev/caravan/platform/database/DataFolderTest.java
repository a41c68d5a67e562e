package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A data folder is its owner's alone, also one that was open before. */
@DisabledOnOs(OS.WINDOWS)
class DataFolderTest {

    @TempDir
    Path above;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = above.resolve("data");
    }

    @Test
    void aNewOneIsClosed() throws IOException {
        new DataFolder(folder).close();

        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void anOldOneIsClosedWithEverythingInIt() throws IOException {
        Path uploads = Files.createDirectories(folder.resolve("assets/ab"));
        for (int n = 0; n < 2_000; n++) {
            open(Files.writeString(uploads.resolve("upload" + n), "x"), "rw-rw-rw-");
        }
        open(Files.writeString(folder.resolve("node-name"), "x"), "rw-r--r--");
        open(uploads, "rwxrwxrwx");
        open(folder.resolve("assets"), "rwxr-xr-x");
        open(folder, "rwxr-xr-x");

        new DataFolder(folder).close();

        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void theNextStartGoesOnWhereOneRanOutOfTime() throws IOException {
        Path uploads = Files.createDirectories(folder.resolve("assets"));
        Path upload = open(Files.writeString(uploads.resolve("upload"), "x"), "rw-rw-rw-");
        open(uploads, "rwxrwxrwx");
        open(folder, "rwxr-xr-x");

        OwnerOnly.closeFolder(folder);
        new OwnerOnly(Duration.ZERO).closeContent(folder, Set.of());
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(OpenFiles.below(folder)).contains(uploads, upload);

        new OwnerOnly(Duration.ofMinutes(1)).closeContent(folder, Set.of());
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void whatALinkLeadsToIsLeftAlone() throws IOException {
        Path elsewhere = open(Files.writeString(above.resolve("elsewhere"), "x"), "rw-r--r--");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);

        new DataFolder(folder).close();

        assertThat(Files.getPosixFilePermissions(elsewhere)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static Path open(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
