package dev.caravan.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the repository; tests run in its root folder. */
final class SourceTree {

    static final Path MAIN_JAVA = Path.of("src/main/java");
    static final Path ROUTES = Path.of("src/main/resources/routes");
    static final Path SQL = Path.of("src/main/resources/sql");

    private SourceTree() {}

    /** The files below a folder whose names end like this, sorted; none if there is no such folder. */
    static List<Path> files(Path root, String suffix) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path below a folder, with slashes on every system. */
    static String below(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
