package dev.caravan.platform.database;

import dev.caravan.platform.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the rights of other users on existing files. A folder gets its mode after everything in it, so the content
 * of a closed folder need not be checked: the next start continues where this one ended, and a finished folder costs
 * one check.
 */
final class OwnerOnly {

    private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");
    private static final int STICKY = 01000;

    private final long end;
    private @Nullable Path failed;

    /**
     * @param within how long it may take; the folder above is closed already, so files that are left cannot be
     * reached
     */
    OwnerOnly(Duration within) {
        this.end = System.nanoTime() + within.toNanos();
    }

    /** Closes a folder, not its content. A folder like /tmp, which is shared by all users, is left alone. */
    static void closeFolder(Path folder) {
        if (!PrivateFiles.haveModes(folder)) {
            return;
        }
        try {
            if (((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
                log.warn(
                        "CARAVAN_DATA_DIR {} is a folder that everyone writes to. Give Caravan a folder of its own",
                        folder);
                return;
            }
            close(folder, Files.getPosixFilePermissions(folder));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            log.warn(
                    "Other users of this machine may be able to read {}: its mode cannot be set to 700 ({}). Make Caravan's user"
                            + " the owner of that folder",
                    folder,
                    e.toString());
        }
    }

    /** Closes everything in a folder. @param except names in it that are left alone */
    void closeContent(Path folder, Set<String> except) throws IOException {
        if (!PrivateFiles.haveModes(folder)) {
            return;
        }
        try (DirectoryStream<Path> content =
                Files.newDirectoryStream(folder, path -> !except.contains(String.valueOf(path.getFileName())))) {
            for (Path path : content) {
                Files.walkFileTree(path, new Closing());
            }
        }
        if (failed != null) {
            log.warn("Some files below {} cannot be made their owner's alone, the first: {}", folder, failed);
        } else if (isLate()) {
            log.info("{} has very many files; the modes of the rest are set at the next start", folder);
        }
    }

    static boolean othersMayWrite(Path path) throws IOException {
        return PrivateFiles.haveModes(path)
                && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                        .anyMatch(OTHERS_WRITE::contains);
    }

    private boolean isLate() {
        return System.nanoTime() - end > 0;
    }

    private static boolean isClosed(Set<PosixFilePermission> mode) {
        return OWNER.containsAll(mode);
    }

    private static void close(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (!isClosed(mode)) {
            mode.retainAll(OWNER);
            Files.setPosixFilePermissions(path, mode);
        }
    }

    /** Links are not followed, because their targets may belong to another user. */
    private final class Closing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return isClosed(mode(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isLate()) {
                return FileVisitResult.TERMINATE;
            }
            if (!attributes.isSymbolicLink()) {
                tryToClose(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            failed = failed == null ? file : failed; // it was deleted meanwhile, or belongs to another user
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            tryToClose(folder);
            return FileVisitResult.CONTINUE;
        }

        private void tryToClose(Path path) {
            try {
                close(path, mode(path));
            } catch (IOException e) {
                failed = failed == null ? path : failed;
            }
        }

        private Set<PosixFilePermission> mode(Path path) throws IOException {
            return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
