package dev.caravan.platform.database;

/** The tables belong to a newer Caravan than this one. */
final class NewerDatabaseException extends IllegalStateException {

    /** @param version of the first migration that this program does not know */
    NewerDatabaseException(String version) {
        super("The database belongs to a newer version of Caravan: this one does not know its migration " + version
                + ".");
    }
}
