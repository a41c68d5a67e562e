package dev.caravan.store.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this machine's network interfaces, public ones too: what listens on them may trust its own machine. They are
 * read again now and then, as a machine may get others.
 */
final class OwnAddresses {

    private static final Logger log = LoggerFactory.getLogger(OwnAddresses.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(30);

    private volatile Read last = new Read(read(), System.nanoTime());

    private record Read(Set<InetAddress> addresses, long at) {}

    boolean contains(InetAddress address) {
        Read known = last;
        if (System.nanoTime() - known.at() > READ_EVERY.toNanos()) {
            known = again(known);
        }
        return known.addresses().contains(address);
    }

    private Read again(Read before) {
        Read now;
        try {
            now = new Read(read(), System.nanoTime());
        } catch (IllegalStateException e) {
            log.warn(
                    "The addresses of this machine could not be read again; those read before count: {}", e.toString());
            now = new Read(before.addresses(), System.nanoTime());
        }
        last = now;
        return now;
    }

    private static Set<InetAddress> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            throw new IllegalStateException("The addresses of this machine cannot be read", e);
        }
    }
}
