package dev.caravan.sync;

import dev.caravan.platform.Caller;

/** The door of this room for the other rooms; people use the REST API. */
public interface SyncApi {

    /**
     * Brings every product of the catalogue to a store, after the stores have heard of all changes until now, and waits for it as
     * long as an export is waited for. The log has its lines by then.
     */
    void exportAll(Caller caller, long connectionId) throws Exception;
}
