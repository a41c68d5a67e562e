package dev.caravan.platform;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Looks at a file that lives at a foreign address. Whoever implements it checks each address when it connects. */
public interface RemoteFiles {

    /** What came of a look. @param begin the first bytes of the file @param problem why there are none, for the caller; or null */
    record Look(byte[] begin, @Nullable String problem) {}

    /** One GET, bounded in time and bytes, without redirects. Never inside a transaction. @param address http or https */
    Look look(URI address);
}
