package dev.caravan.sync;

import dev.caravan.platform.Caller;

/** The door of this room for the other rooms; people use the REST API. */
public interface SyncApi {

    /** Brings every product of the catalogue to a store, and waits for it as long as an export is waited for. */
    void exportAll(Caller caller, long connectionId) throws Exception;
}
