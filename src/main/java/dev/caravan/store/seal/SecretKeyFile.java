package dev.caravan.store.seal;

import dev.caravan.platform.settings.WrongSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The key file in the data folder: created once, as a whole or not at all, and readable by its owner only. */
final class SecretKeyFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> ALL_OF_OWNER = PosixFilePermissions.fromString("rwx------");

    private SecretKeyFile() {}

    /**
     * The content of the file, which is created first if it does not exist. @throws WrongSettingException if others
     * may read it
     */
    static String readOrMake(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            refuseIfOthersMayRead(file);
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new WrongSettingException(
                    "The key file " + file + " cannot be read or made; set CARAVAN_SECRET_KEY, or correct the file");
        }
    }

    /** Puts a new key before those of the file. The former ones still open what they have sealed. */
    static void addInFront(Path file) {
        try {
            refuseIfOthersMayRead(file);
            write(
                    file,
                    newKey() + ",\n"
                            + Files.readString(file, StandardCharsets.US_ASCII).strip() + "\n");
        } catch (IOException e) {
            throw new IllegalStateException("A new key could not be written into the key file", e);
        }
    }

    private static void make(Path file) throws IOException {
        write(file, newKey() + "\n");
    }

    private static String newKey() {
        byte[] key = new byte[SecretKeys.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static void write(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, ownerOnly(file));
        try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true); // credentials sealed with a key that a power cut lost are lost, too
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (!hasPosixPermissions(file)) {
            return; // Windows: the folder's own rights count
        }
        if (!ALL_OF_OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new WrongSettingException(
                    "The key file " + file
                            + " is open to other users of this machine; make it its owner's alone (chmod 600), or set CARAVAN_SECRET_KEY");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return hasPosixPermissions(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPosixPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
