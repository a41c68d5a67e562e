package dev.caravan.sync;

import dev.caravan.platform.Caller;
import java.util.List;

/** The door of this room for the other rooms; people use the REST API. */
public interface SyncApi {

    /**
     * Brings every product of the catalogue to these stores, after the stores have heard of all changes until now, and waits as
     * long as an export is waited for; not for stores that are on hold. The log has its lines by then.
     */
    void exportAll(Caller caller, List<Long> connectionIds) throws Exception;
}
