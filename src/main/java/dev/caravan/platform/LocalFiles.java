package dev.caravan.platform;

import java.nio.file.Path;

/** Files and folders below the data folder ({@code CARAVAN_DATA_DIR}). */
@FunctionalInterface
public interface LocalFiles {

    /** The absolute path of a file or folder, whether it exists or not. */
    Path path(String name);
}
