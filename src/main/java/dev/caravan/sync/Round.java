package dev.caravan.sync;

import dev.caravan.store.Store;
import java.util.UUID;

/** What the settlements of one round have in common. @param status HTTP status, 0 if there was no call or no answer */
record Round(Store store, UUID token, int status, int millis) {}
