package dev.caravan.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The clock of a process and of those that it starts, which can be set while they run: a preloaded library tells them another
 * time of day than the machine has, and only that. (libfaketime also meddles with waits, which a JVM does not survive when the
 * time changes.)
 */
final class SetClock {

    private final Path file;
    private final Path library;

    /** Right to begin with. Where there is no C compiler, the test ends here without a failure. */
    SetClock(Path folder) throws IOException, InterruptedException {
        file = folder.resolve("ahead");
        library = folder.resolve("set-clock.so");
        Path source = folder.resolve("set-clock.c");
        try (InputStream code = SetClock.class.getResourceAsStream("/faults/set-clock.c")) {
            Files.copy(Objects.requireNonNull(code), source);
        }
        String compile = "cc -Wall -Werror -O1 -shared -fPIC -o '%s' '%s' -ldl".formatted(library, source);
        Process compiler = new ProcessBuilder("sh", "-c", "command -v cc || exit 100; " + compile)
                .inheritIO()
                .start();
        int code = compiler.waitFor();
        Assumptions.assumeTrue(code != 100, "there is no C compiler (cc)");
        if (code != 0) {
            throw new IOException("set-clock.c cannot be compiled");
        }
        set(Duration.ZERO);
    }

    /** What a process has to be started with. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SET_CLOCK_FILE", file.toString());
    }

    /** At once. @param ahead of the machine's clock; negative: behind it */
    void set(Duration ahead) throws IOException {
        byte[] seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(ahead.toSeconds())
                .array();
        Files.write(file, seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE); // in place: it is mapped
    }
}
