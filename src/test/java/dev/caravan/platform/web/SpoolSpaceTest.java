package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** How much disk the bodies under way take together, whoever sends them. */
class SpoolSpaceTest {

    private static final int PIECE = 100_000;

    @TempDir
    Path folder;

    private final SpoolSpace space = new SpoolSpace(10 * PIECE);

    @Test
    void anAccountTakesHalfHoweverManyItSends() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(body("1").add(new byte[PIECE], PIECE)).isTrue();
        }

        assertThat(body("1").add(new byte[PIECE], PIECE)).isFalse();
        assertThat(body("2").add(new byte[PIECE], PIECE)).isTrue();
        assertThat(space.taken()).isEqualTo(6 * PIECE);
    }

    @Test
    void allTogetherTakeNoMoreThanTheSettingAllows() throws IOException {
        for (int account = 0; account < 10; account++) {
            assertThat(body("a" + account).add(new byte[PIECE], PIECE)).isTrue();
        }

        assertThat(body("another").add(new byte[PIECE], PIECE)).isFalse();
        assertThat(onDisk()).isEqualTo(10 * PIECE);
    }

    @Test
    void aBodyThatGrowsIsStoppedWhenTheRoomIsTaken() throws IOException {
        ReceivedBody body = body("1");
        for (int i = 0; i < 5; i++) {
            assertThat(body.add(new byte[PIECE], PIECE)).isTrue();
        }

        assertThat(body.add(new byte[PIECE], PIECE)).isFalse();
        assertThat(onDisk()).isEqualTo(5 * PIECE);
    }

    @Test
    void theRoomIsFreeAgainWhenTheRequestIsAnswered() throws IOException {
        ReceivedBody body = body("1");
        body.add(new byte[PIECE], PIECE);
        body.add(new byte[PIECE], PIECE);

        body.delete();
        body.delete();

        assertThat(space.taken()).isZero();
        assertThat(onDisk()).isZero();
        assertThat(body.add(new byte[PIECE], PIECE))
                .as("a piece that comes too late")
                .isFalse();
    }

    @Test
    void aSmallBodyIsInMemoryAndTakesNone() throws IOException {
        assertThat(body("1").add(new byte[64 * 1024], 64 * 1024)).isTrue();

        assertThat(space.taken()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFormCountsForEachOfItsCopies() throws IOException {
        ReceivedBody form = new ReceivedBody(folder, space.of("1", 3), null);

        assertThat(form.add(new byte[PIECE], PIECE)).isTrue();
        assertThat(form.add(new byte[PIECE], PIECE)).isFalse();
        assertThat(space.taken()).isEqualTo(3 * PIECE);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noOtherUserOfTheMachineReadsABody() throws IOException {
        body("1").add(new byte[PIECE], PIECE);

        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void aSettingThatLeavesNoRoomForAPictureIsRefused() {
        assertThatThrownBy(() -> new WebSettings(List.of(), DataSize.ofMegabytes(255)))
                .hasMessageStartingWith("CARAVAN_UPLOAD_SPACE must be at least 256MB");
    }

    private ReceivedBody body(String account) {
        return new ReceivedBody(folder, space.of(account, 1), null);
    }

    private long onDisk() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
