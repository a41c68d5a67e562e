package dev.caravan.sync;

import java.util.Map;

/** Tells pages when what they show has changed. */
public interface SyncNews {

    /**
     * By topic ({@code stores}, {@code attention}, {@code history}, {@code jobs}, {@code products}) a value that is another one after a
     * change.
     */
    Map<String, Object> of(long accountId);
}
