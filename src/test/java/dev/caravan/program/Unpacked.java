package dev.caravan.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the packed jar's own tool makes of it beside it, once for a run. */
final class Unpacked {

    static final Path JAR = unpack(Path.of(System.getProperty("caravan.jar")));

    private Unpacked() {}

    private static Path unpack(Path packed) {
        Path folder = packed.resolveSibling("unpacked");
        ProcessBuilder tool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                packed.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
        try {
            int exit = tool.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("cannot unpack " + packed + ": exit " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking " + packed, e);
        }
        return folder.resolve(packed.getFileName());
    }
}
