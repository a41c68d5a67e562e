package dev.caravan.sandbox.host;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The modes of new files and folders that only their owner may open; none where the file system knows no modes. */
final class OwnerOnly {

    private OwnerOnly() {}

    static FileAttribute<?>[] folder(Path path) {
        return mode(path, "rwx------");
    }

    static FileAttribute<?>[] file(Path path) {
        return mode(path, "rw-------");
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
