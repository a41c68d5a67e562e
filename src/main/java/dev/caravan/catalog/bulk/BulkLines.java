package dev.caravan.catalog.bulk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a bulk upload, one after the other, however many there are. */
interface BulkLines {

    /** A line longer than this many bytes is refused: it cannot be a product that stores would take. */
    int LONGEST = 1024 * 1024;

    /** The next line that is not blank; null at the end. */
    @Nullable BulkLine next() throws IOException;

    /** How the file was read so far. */
    FileReport report();
}
