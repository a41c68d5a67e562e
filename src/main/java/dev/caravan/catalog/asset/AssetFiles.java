package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.PrivateFiles;
import dev.caravan.platform.settings.AssetSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.tika.Tika;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps uploaded files below the data folder. A file exists as a whole or not at all, also after a crash. */
@Component
class AssetFiles {

    private static final Logger log = LoggerFactory.getLogger(AssetFiles.class);

    /** What is known of a kept file. */
    record Kept(String fileName, String mimeType, long sizeBytes, String sha256) {}

    private final LocalFiles files;
    private final AssetSettings settings;
    private final Tika tika = new Tika();

    AssetFiles(LocalFiles files, AssetSettings settings) {
        this.files = files;
        this.settings = settings;
    }

    /** Copies a file. @param name not used before @throws ApiException 413 or 415 if the settings do not allow it */
    Kept keep(File upload, String name) {
        try {
            String type = check(upload);
            Path target = path(name);
            PrivateFiles.createFoldersOf(target);
            Path part = target.resolveSibling(name + ".part");
            try {
                String sha256 = copy(upload, part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                return new Kept(name, type, Files.size(target), sha256);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file could not be kept", e);
        }
    }

    private String check(File upload) throws IOException {
        if (upload.length() > settings.assetMaxSize().toBytes()) {
            throw ApiException.tooLarge("The file is larger than " + settings.assetMaxSize());
        }
        // The content alone decides, because neither the name nor the header of an upload can be trusted.
        try (InputStream in = Files.newInputStream(upload.toPath())) {
            String type = tika.detect(in);
            if (!settings.assetTypes().contains(type)) {
                throw ApiException.unsupportedType("The file's content is of type " + type + ", but must be one of "
                        + String.join(", ", settings.assetTypes()));
            }
            return type;
        }
    }

    private static String copy(File from, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel out = PrivateFiles.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream in = new DigestInputStream(Files.newInputStream(from.toPath()), digest)) {
            in.transferTo(Channels.newOutputStream(out));
            out.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Where a kept file is. */
    Path path(String name) {
        return files.path("assets").resolve(name.substring(0, 2)).resolve(name);
    }

    /** Deletes a kept file; a file that cannot be deleted does no harm. */
    void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            log.warn("The asset file {} could not be deleted: {}", name, e.toString());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
