package dev.caravan.platform.database;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the embedded database on a data folder, in a process that a test kills. */
final class StartMain {

    private StartMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataFolder folder = new DataFolder(Path.of(arguments[0]));
        EmbeddedDatabase database = new EmbeddedDatabase(folder);
        Thread.currentThread().join(60_000); // until it is killed
        database.close();
        folder.close();
    }
}
