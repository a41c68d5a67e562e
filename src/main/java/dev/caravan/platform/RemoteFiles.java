package dev.caravan.platform;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a file at a foreign address. Implementations check each address when they connect. */
public interface RemoteFiles {

    /**
     * The result. @param begin the first bytes of the file @param problem why there are none, for the caller; or null
     */
    record Look(byte[] begin, @Nullable String problem) {}

    /**
     * Makes one GET, limited in time and bytes, without redirects. Must not run inside a transaction. @param address
     * http or https
     */
    Look look(URI address);
}
